package dev.lastcall.it.jetty92;

import dev.lastcall.harness.App;
import dev.lastcall.harness.RunningApp;
import dev.lastcall.it.http.Service;
import dev.lastcall.matrix.Matrix;
import java.io.IOException;
import java.util.List;

/** The servlets of {@code test-apps/jetty-9-2}. */
final class Jetty92 {
    static List<Service.Cell> onEachJdk() {
        return Service.onEachJdk(services());
    }

    static List<Service.Cell> onOneJdk() {
        return Service.onOneJdk(services());
    }

    /** @param arguments what the kiosk is told; see there */
    static RunningApp start(Service.Cell cell, String... arguments) throws IOException {
        App app = cell.service().plain().get().jdk(cell.jdk()).cell(cell).agent("phases.lame-duck.quiet=300ms");
        for (String argument : arguments) {
            app = app.argument(argument);
        }
        return app.start();
    }

    private static Service[] services() {
        return Matrix.versions("jetty-9-2").stream()
                .map(version -> Service.of(
                        version,
                        true,
                        () -> App.of("com.acme.kiosk.ServletKiosk", App.classesOf("jetty-9-2"), version.jars())))
                .toArray(Service[]::new);
    }

    private Jetty92() {}
}
