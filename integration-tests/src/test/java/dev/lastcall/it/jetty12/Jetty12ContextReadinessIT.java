package dev.lastcall.it.jetty12;

import dev.lastcall.it.http.Readiness;
import dev.lastcall.it.http.Service;
import java.util.List;
import java.util.stream.Stream;

/** Servlets under a context path. */
class Jetty12ContextReadinessIT extends Readiness {
    static List<Service.Cell> cells() {
        return Service.onOneJdk(Stream.of(Jetty12.some())
                .filter(Service::servlets)
                .map(service -> service.with("context", "/kiosk"))
                .toArray(Service[]::new));
    }

    @Override
    protected String context() {
        return "/kiosk";
    }
}
