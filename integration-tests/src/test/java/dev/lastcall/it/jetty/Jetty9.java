package dev.lastcall.it.jetty;

import dev.lastcall.harness.App;
import dev.lastcall.it.http.Service;

/** The kiosk of {@code test-apps/jetty-9}. */
final class Jetty9 {
    static final Service KIOSK = new Service(
            "Jetty 9.4.58",
            8,
            true,
            () -> App.testApp("jetty-9", "com.acme.kiosk.ServletKiosk")
                    .property("org.eclipse.jetty.util.log.class", "org.eclipse.jetty.util.log.StdErrLog")
                    .property("org.eclipse.jetty.LEVEL", "WARN"));

    /** The kiosk over HTTP/2 and WebSockets. */
    static final Service STREAMS = new Service(
            "Jetty 9.4.58",
            8,
            true,
            () -> App.testApp("jetty-9", "com.acme.kiosk.StreamKiosk")
                    .property("org.eclipse.jetty.util.log.class", "org.eclipse.jetty.util.log.StdErrLog")
                    .property("org.eclipse.jetty.LEVEL", "WARN"));

    private Jetty9() {}
}
