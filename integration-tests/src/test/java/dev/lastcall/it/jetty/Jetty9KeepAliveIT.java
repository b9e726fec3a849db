package dev.lastcall.it.jetty;

import dev.lastcall.it.http.KeepAlive;
import dev.lastcall.it.http.Service;
import java.util.List;

/** On the oldest JDK. */
class Jetty9KeepAliveIT extends KeepAlive {
    static List<Service.Cell> cells() {
        return Service.onOneJdk(Jetty9.KIOSK);
    }
}
