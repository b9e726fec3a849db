package dev.lastcall.it.jetty;

import dev.lastcall.it.http.Openings;
import dev.lastcall.it.http.Service;
import java.util.List;

/** One cell: the methods that open a port are those of 9.3 to 11. */
class Jetty9OpeningsIT extends Openings {
    static List<Service.Cell> cells() {
        return Service.onOneJdk(Jetty9.KIOSK);
    }
}
