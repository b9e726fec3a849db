package dev.lastcall.it.netty;

import dev.lastcall.it.http.Service;
import dev.lastcall.it.http.Streams;
import java.util.List;

/** The newest version. */
class NettyStreamsIT extends Streams {
    static List<Service.Cell> cells() {
        return Netty.streams();
    }
}
