package dev.lastcall.it.jetty92;

import dev.lastcall.harness.App;
import dev.lastcall.it.http.Service;
import dev.lastcall.matrix.Matrix;
import java.util.List;

/** The servlets of {@code test-apps/jetty-9-2}. */
final class Jetty92 {
    static List<Service.Cell> onEachJdk() {
        return Service.onEachJdk(services());
    }

    static List<Service.Cell> onOneJdk() {
        return Service.onOneJdk(services());
    }

    static App app(Service.Cell cell) {
        return cell.service().plain().get().jdk(cell.jdk()).cell(cell).agent("phases.lame-duck.quiet=300ms");
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
