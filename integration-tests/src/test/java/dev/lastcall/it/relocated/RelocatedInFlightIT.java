package dev.lastcall.it.relocated;

import dev.lastcall.harness.App;
import dev.lastcall.it.http.InFlight;
import dev.lastcall.it.http.Service;
import java.util.List;

/** The fat jars whose applications can do all that the promise is about. */
class RelocatedInFlightIT extends InFlight {
    static List<Service.Cell> cells() {
        return Service.onOneJdk(
                service("relocated Undertow", 8, "undertow-shop", "com.acme.shop.HandlerShop"),
                service("relocated Jetty 12", 17, "jetty-12", "com.acme.kiosk.PlainKiosk"));
    }

    private static Service service(String name, int oldestJdk, String module, String mainClass) {
        return new Service(name, oldestJdk, false, () -> App.relocated(module, mainClass));
    }
}
