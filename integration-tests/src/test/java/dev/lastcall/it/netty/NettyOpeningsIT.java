package dev.lastcall.it.netty;

import dev.lastcall.it.http.Openings;
import dev.lastcall.it.http.Service;
import java.util.List;

/** Both transports. */
class NettyOpeningsIT extends Openings {
    static List<Service.Cell> cells() {
        return Netty.newestCells();
    }
}
