package dev.lastcall.it.jetty92;

import dev.lastcall.it.http.Readiness;
import dev.lastcall.it.http.Service;
import java.util.List;

/** Under a context path. */
class Jetty92ContextReadinessIT extends Readiness {
    static List<Service.Cell> cells() {
        return Jetty92.onOneJdk().stream()
                .map(cell -> new Service.Cell(cell.service().with("context", "/kiosk"), cell.jdk()))
                .toList();
    }

    @Override
    protected String context() {
        return "/kiosk";
    }
}
