package dev.lastcall.it.undertow;

import dev.lastcall.it.http.InFlight;
import dev.lastcall.it.http.Service;
import java.util.List;

/** Handlers and servlets, on each version and JDK, as far as the slice goes. */
class UndertowInFlightIT extends InFlight {
    static List<Service.Cell> cells() {
        return Shops.all();
    }
}
