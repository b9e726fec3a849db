package dev.lastcall.it.undertow;

import dev.lastcall.it.http.Service;
import dev.lastcall.it.http.VanishingClients;
import java.util.List;

class UndertowVanishingClientsIT extends VanishingClients {
    static List<Service.Cell> cells() {
        return Shops.each();
    }
}
