package dev.lastcall.it.jetty12;

import dev.lastcall.harness.Slice;
import dev.lastcall.it.http.OddRequests;
import dev.lastcall.it.http.Service;
import java.util.List;

/** Every flavour, on its oldest and newest version. */
class Jetty12OddRequestsIT extends OddRequests {
    static List<Service.Cell> cells() {
        return Service.onOneJdk(Slice.of(List.of(Jetty12.OLDEST_AND_NEWEST)).toArray(Service[]::new));
    }
}
