package dev.lastcall.it.jetty92;

import dev.lastcall.it.http.KeepAlive;
import dev.lastcall.it.http.Service;
import java.util.List;

class Jetty92KeepAliveIT extends KeepAlive {
    static List<Service.Cell> cells() {
        return Jetty92.onOneJdk();
    }
}
