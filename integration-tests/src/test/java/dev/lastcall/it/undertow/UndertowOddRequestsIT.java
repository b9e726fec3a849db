package dev.lastcall.it.undertow;

import dev.lastcall.it.http.OddRequests;
import dev.lastcall.it.http.Service;
import java.util.List;
import java.util.stream.Stream;

/** Handlers and servlets. */
class UndertowOddRequestsIT extends OddRequests {
    @Override
    protected boolean refusesMalformedRequests() {
        return false;
    }

    @Override
    protected boolean answersBeforeTheBodyHasCome() {
        return false;
    }

    static List<Service.Cell> cells() {
        return Stream.concat(Shops.each().stream(), Shops.servlets().stream()).toList();
    }
}
