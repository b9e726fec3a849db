package dev.lastcall.it.jetty92;

import dev.lastcall.it.http.InFlight;
import dev.lastcall.it.http.Service;
import java.util.List;

class Jetty92InFlightIT extends InFlight {
    static List<Service.Cell> cells() {
        return Jetty92.onEachJdk();
    }
}
