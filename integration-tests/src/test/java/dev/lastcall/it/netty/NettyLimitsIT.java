package dev.lastcall.it.netty;

import dev.lastcall.it.http.Limits;
import dev.lastcall.it.http.Service;
import java.util.List;

/** Every version and transport, as far as the slice goes. */
class NettyLimitsIT extends Limits {
    static List<Service.Cell> cells() {
        return Netty.cells();
    }
}
