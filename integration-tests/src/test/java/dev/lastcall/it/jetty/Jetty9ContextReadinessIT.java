package dev.lastcall.it.jetty;

import dev.lastcall.it.http.Readiness;
import dev.lastcall.it.http.Service;
import java.util.List;

/** Under a context path. */
class Jetty9ContextReadinessIT extends Readiness {
    static List<Service.Cell> cells() {
        return Service.onOneJdk(Jetty9.KIOSK.with("context", "/kiosk"));
    }

    @Override
    protected String context() {
        return "/kiosk";
    }
}
