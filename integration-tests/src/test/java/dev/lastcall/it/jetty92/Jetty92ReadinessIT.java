package dev.lastcall.it.jetty92;

import dev.lastcall.it.http.Readiness;
import dev.lastcall.it.http.Service;
import java.util.List;

class Jetty92ReadinessIT extends Readiness {
    static List<Service.Cell> cells() {
        return Jetty92.onOneJdk();
    }
}
