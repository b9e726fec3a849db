package dev.lastcall.it.netty;

import dev.lastcall.it.http.Service;
import dev.lastcall.it.http.WebSockets;
import java.util.List;

/** The oldest version. */
class NettyWebSocketsIT extends WebSockets {
    static List<Service.Cell> cells() {
        return Netty.cells().subList(0, 1);
    }
}
