package dev.lastcall.it.jetty;

import dev.lastcall.it.http.InFlight;
import dev.lastcall.it.http.Service;
import java.util.List;

/** On each JDK, as far as the slice goes. */
class Jetty9InFlightIT extends InFlight {
    static List<Service.Cell> cells() {
        return Service.onEachJdk(Jetty9.KIOSK);
    }
}
