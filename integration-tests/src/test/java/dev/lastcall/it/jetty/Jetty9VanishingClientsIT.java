package dev.lastcall.it.jetty;

import dev.lastcall.it.http.Service;
import dev.lastcall.it.http.VanishingClients;
import java.util.List;

class Jetty9VanishingClientsIT extends VanishingClients {
    static List<Service.Cell> cells() {
        return Service.onOneJdk(Jetty9.KIOSK);
    }
}
