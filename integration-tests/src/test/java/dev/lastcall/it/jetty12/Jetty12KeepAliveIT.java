package dev.lastcall.it.jetty12;

import dev.lastcall.it.http.KeepAlive;
import dev.lastcall.it.http.Service;
import java.util.List;

class Jetty12KeepAliveIT extends KeepAlive {
    static List<Service.Cell> cells() {
        return Service.onOneJdk(Jetty12.some());
    }
}
