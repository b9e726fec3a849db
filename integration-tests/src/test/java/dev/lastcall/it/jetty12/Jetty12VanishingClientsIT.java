package dev.lastcall.it.jetty12;

import dev.lastcall.it.http.Service;
import dev.lastcall.it.http.VanishingClients;
import java.util.List;

class Jetty12VanishingClientsIT extends VanishingClients {
    static List<Service.Cell> cells() {
        return Service.onOneJdk(Jetty12.some());
    }
}
