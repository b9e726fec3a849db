package dev.lastcall.it.undertow;

import dev.lastcall.it.http.Service;
import dev.lastcall.it.http.Stragglers;
import java.util.List;

/** Each version. */
class UndertowStragglersIT extends Stragglers {
    static List<Service.Cell> cells() {
        return Shops.each();
    }
}
