package dev.lastcall.it.undertow;

import dev.lastcall.it.http.KeptPorts;
import dev.lastcall.it.http.Service;
import java.util.List;

/** The oldest and the newest: XNIO 3.3 and 3.8 below them accept in different ways. */
class UndertowKeptPortsIT extends KeptPorts {
    static List<Service.Cell> cells() {
        return Shops.ends();
    }
}
