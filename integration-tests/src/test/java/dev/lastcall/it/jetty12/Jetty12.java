package dev.lastcall.it.jetty12;

import dev.lastcall.harness.App;
import dev.lastcall.it.http.Service;

/** The flavours of {@code test-apps/jetty-12} on versions of Jetty. */
final class Jetty12 {
    /** The version in the application's own lib folder. */
    private static final String DEFAULT = "12.0.33";

    static final Service PLAIN_OLDEST = plain("12.0.0");
    static final Service PLAIN_12_0 = plain("12.0.39");
    static final Service PLAIN_NEWEST = plain("12.1.14");
    static final Service EE10_OLDEST = servlets("ee10", "Ee10Kiosk", "12.0.0");
    static final Service EE10_12_0 = servlets("ee10", "Ee10Kiosk", "12.0.39");
    static final Service EE10_NEWEST = servlets("ee10", "Ee10Kiosk", "12.1.14");
    static final Service EE8_OLDEST = servlets("ee8", "Ee8Kiosk", "12.0.0");
    static final Service EE8_12_0 = servlets("ee8", "Ee8Kiosk", DEFAULT);
    static final Service EE8_NEWEST = servlets("ee8", "Ee8Kiosk", "12.1.12");

    static final Service[] ALL = {
        PLAIN_OLDEST, PLAIN_12_0, PLAIN_NEWEST, EE10_OLDEST, EE10_12_0, EE10_NEWEST, EE8_OLDEST, EE8_12_0, EE8_NEWEST
    };

    static final Service[] OLDEST_AND_NEWEST = {
        PLAIN_OLDEST, PLAIN_NEWEST, EE10_OLDEST, EE10_NEWEST, EE8_OLDEST, EE8_NEWEST
    };

    private static Service plain(String version) {
        return new Service("Jetty " + version, 17, false, () -> app("PlainKiosk", version));
    }

    private static Service servlets(String flavour, String mainClass, String version) {
        return new Service("Jetty " + version + " " + flavour, 17, true, () -> app(mainClass, version));
    }

    private static App app(String mainClass, String version) {
        App app = App.testApp("jetty-12", "com.acme.kiosk." + mainClass);
        return version.equals(DEFAULT)
                ? app
                : app.classpath(App.libOf("jetty-12").resolveSibling("lib-" + version));
    }

    private Jetty12() {}
}
