package dev.lastcall.it.jetty;

import dev.lastcall.it.http.OddRequests;
import dev.lastcall.it.http.Service;
import java.util.List;

/** On the oldest JDK. */
class Jetty9OddRequestsIT extends OddRequests {
    static List<Service.Cell> cells() {
        return Service.onOneJdk(Jetty9.KIOSK);
    }
}
