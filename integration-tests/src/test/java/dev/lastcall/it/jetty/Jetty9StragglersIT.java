package dev.lastcall.it.jetty;

import dev.lastcall.it.http.Service;
import dev.lastcall.it.http.Stragglers;
import java.util.List;

/** On the oldest JDK. */
class Jetty9StragglersIT extends Stragglers {
    static List<Service.Cell> cells() {
        return Service.onOneJdk(Jetty9.KIOSK);
    }
}
