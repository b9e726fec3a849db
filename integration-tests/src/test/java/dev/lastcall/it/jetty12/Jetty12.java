package dev.lastcall.it.jetty12;

import dev.lastcall.harness.App;
import dev.lastcall.it.http.Service;
import dev.lastcall.matrix.Matrix;
import dev.lastcall.matrix.Version;
import java.util.stream.Stream;

/** The flavours of {@code test-apps/jetty-12} on versions of Jetty. */
final class Jetty12 {
    /** The versions that this build tries, of every flavour. */
    static Service[] all() {
        return Stream.of(
                        services("jetty-12/handlers", "PlainKiosk", false),
                        services("jetty-12/ee10", "Ee10Kiosk", true),
                        services("jetty-12/ee8", "Ee8Kiosk", true))
                .flatMap(services -> services)
                .toArray(Service[]::new);
    }

    /** What the core does is the same in every flavour; servlets buffer, so one of them is among these. */
    static Service[] some() {
        Stream<Service> servlets = services("jetty-12/ee10", "Ee10Kiosk", true);
        return Stream.concat(services("jetty-12/handlers", "PlainKiosk", false), servlets.skip(1))
                .toArray(Service[]::new);
    }

    private static Stream<Service> services(String line, String mainClass, boolean servlets) {
        return Matrix.versions(line).stream()
                .map(version -> Service.of(version, servlets, () -> app(mainClass, version)));
    }

    private static App app(String mainClass, Version version) {
        return App.of("com.acme.kiosk." + mainClass, App.classesOf("jetty-12"), version.jars());
    }

    /** The kiosk over HTTP/2 and WebSockets. */
    static final Service STREAMS =
            new Service("Jetty 12", 17, false, () -> App.testApp("jetty-12", "com.acme.kiosk.StreamKiosk"));

    private Jetty12() {}
}
