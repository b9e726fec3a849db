package dev.lastcall.it.netty;

import dev.lastcall.it.http.Service;
import dev.lastcall.it.http.VanishingClients;
import java.util.List;

class NettyVanishingClientsIT extends VanishingClients {
    static List<Service.Cell> cells() {
        return Netty.cells();
    }

    @Override
    protected String large() {
        return "/bytes?n=20000000";
    }
}
