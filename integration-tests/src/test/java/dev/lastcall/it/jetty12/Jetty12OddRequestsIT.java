package dev.lastcall.it.jetty12;

import dev.lastcall.it.http.OddRequests;
import dev.lastcall.it.http.Service;
import java.util.List;

/** Every flavour, on every version. */
class Jetty12OddRequestsIT extends OddRequests {
    static List<Service.Cell> cells() {
        return Service.onOneJdk(Jetty12.all());
    }
}
