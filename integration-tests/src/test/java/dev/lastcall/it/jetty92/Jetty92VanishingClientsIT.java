package dev.lastcall.it.jetty92;

import dev.lastcall.it.http.Service;
import dev.lastcall.it.http.VanishingClients;
import java.util.List;

class Jetty92VanishingClientsIT extends VanishingClients {
    static List<Service.Cell> cells() {
        return Jetty92.onOneJdk();
    }
}
