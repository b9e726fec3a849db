package dev.lastcall.it.undertow;

import dev.lastcall.it.http.KeepAlive;
import dev.lastcall.it.http.Service;
import java.util.List;

/** Each version. */
class UndertowKeepAliveIT extends KeepAlive {
    static List<Service.Cell> cells() {
        return Shops.each();
    }
}
