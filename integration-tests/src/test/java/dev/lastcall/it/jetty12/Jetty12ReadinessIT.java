package dev.lastcall.it.jetty12;

import dev.lastcall.it.http.Readiness;
import dev.lastcall.it.http.Service;
import java.util.List;

class Jetty12ReadinessIT extends Readiness {
    static List<Service.Cell> cells() {
        return Service.onOneJdk(Jetty12.some());
    }
}
