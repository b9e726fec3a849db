package dev.lastcall.it.jetty92;

import dev.lastcall.it.http.Listeners;
import dev.lastcall.it.http.Service;
import java.util.List;

class Jetty92ListenersIT extends Listeners {
    static List<Service.Cell> cells() {
        return Jetty92.onOneJdk();
    }
}
