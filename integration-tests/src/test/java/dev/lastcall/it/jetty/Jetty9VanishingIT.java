package dev.lastcall.it.jetty;

import dev.lastcall.it.http.Service;
import dev.lastcall.it.http.Vanishing;
import java.util.List;

/** On the oldest JDK. */
class Jetty9VanishingIT extends Vanishing {
    static List<Service.Cell> cells() {
        return Service.onOneJdk(Jetty9.KIOSK);
    }
}
