package dev.lastcall.it.jetty12;

import dev.lastcall.it.http.InFlight;
import dev.lastcall.it.http.Service;
import java.util.List;

/** Every flavour, on every version and JDK. */
class Jetty12InFlightIT extends InFlight {
    static List<Service.Cell> cells() {
        return Service.onEachJdk(Jetty12.all());
    }
}
