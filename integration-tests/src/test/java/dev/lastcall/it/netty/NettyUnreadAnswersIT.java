package dev.lastcall.it.netty;

import dev.lastcall.it.http.Service;
import dev.lastcall.it.http.UnreadAnswers;
import java.util.List;

/** Every version and transport, as far as the slice goes. */
class NettyUnreadAnswersIT extends UnreadAnswers {
    static List<Service.Cell> cells() {
        return Netty.cells();
    }
}
