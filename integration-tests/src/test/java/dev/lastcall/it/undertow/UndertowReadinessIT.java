package dev.lastcall.it.undertow;

import dev.lastcall.it.http.Readiness;
import dev.lastcall.it.http.Service;
import java.util.List;
import java.util.stream.Stream;

/** Each version. */
class UndertowReadinessIT extends Readiness {
    static List<Service.Cell> cells() {
        return Shops.each();
    }

    @Override
    protected List<String> paths() {
        return Stream.concat(super.paths().stream(), Stream.of("/empty", "/slow", "/error", "/refused-upload"))
                .toList();
    }
}
