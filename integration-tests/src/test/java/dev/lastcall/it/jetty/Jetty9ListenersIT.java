package dev.lastcall.it.jetty;

import dev.lastcall.it.http.Listeners;
import dev.lastcall.it.http.Service;
import java.util.List;

/** On each JDK, as far as the slice goes: each closes sockets in its own way. */
class Jetty9ListenersIT extends Listeners {
    static List<Service.Cell> cells() {
        return Service.onEachJdk(Jetty9.KIOSK);
    }
}
