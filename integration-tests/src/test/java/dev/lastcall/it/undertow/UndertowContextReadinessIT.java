package dev.lastcall.it.undertow;

import dev.lastcall.it.http.Readiness;
import dev.lastcall.it.http.Service;
import java.util.List;

/** Servlets under a context path. */
class UndertowContextReadinessIT extends Readiness {
    static List<Service.Cell> cells() {
        return Shops.servletsUnder("/shop");
    }

    @Override
    protected String context() {
        return "/shop";
    }
}
