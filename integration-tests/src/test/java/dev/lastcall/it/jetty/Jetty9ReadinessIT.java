package dev.lastcall.it.jetty;

import dev.lastcall.it.http.Readiness;
import dev.lastcall.it.http.Service;
import java.util.List;

/** On the oldest JDK. */
class Jetty9ReadinessIT extends Readiness {
    static List<Service.Cell> cells() {
        return Service.onOneJdk(Jetty9.KIOSK);
    }
}
