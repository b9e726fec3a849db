package dev.lastcall.it.jetty12;

import dev.lastcall.it.http.Listeners;
import dev.lastcall.it.http.Service;
import java.util.List;

class Jetty12ListenersIT extends Listeners {
    static List<Service.Cell> cells() {
        return Service.onOneJdk(Jetty12.some());
    }
}
