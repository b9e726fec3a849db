package dev.lastcall.it.undertow;

import dev.lastcall.it.http.Service;
import dev.lastcall.it.http.WebSockets;
import java.util.List;

/** Handlers on the oldest and the newest version. */
class UndertowWebSocketsIT extends WebSockets {
    static List<Service.Cell> cells() {
        return Shops.streams();
    }
}
