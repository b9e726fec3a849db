package dev.lastcall.it.undertow;

import dev.lastcall.it.http.Openings;
import dev.lastcall.it.http.Service;
import java.util.List;

/** XNIO 3.3 and 3.8. */
class UndertowOpeningsIT extends Openings {
    static List<Service.Cell> cells() {
        return Shops.ends();
    }
}
