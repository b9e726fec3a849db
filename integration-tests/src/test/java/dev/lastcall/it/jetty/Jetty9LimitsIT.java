package dev.lastcall.it.jetty;

import dev.lastcall.it.http.Limits;
import dev.lastcall.it.http.Service;
import java.util.List;

/** On the newest Jetty 9, whose way in is that of all its line. */
class Jetty9LimitsIT extends Limits {
    static List<Service.Cell> cells() {
        return Service.onOneJdk(Jetty9.KIOSK);
    }
}
