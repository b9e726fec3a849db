package dev.lastcall.it.jetty12;

import dev.lastcall.harness.Slice;
import dev.lastcall.it.http.InFlight;
import dev.lastcall.it.http.Service;
import java.util.List;

/** Every flavour, on every version and JDK; in the slice the oldest and the newest. */
class Jetty12InFlightIT extends InFlight {
    static List<Service.Cell> cells() {
        return Service.onEachJdk(Slice.of(List.of(Jetty12.ALL)).toArray(Service[]::new));
    }
}
