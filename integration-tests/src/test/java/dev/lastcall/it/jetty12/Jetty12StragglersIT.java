package dev.lastcall.it.jetty12;

import dev.lastcall.it.http.Service;
import dev.lastcall.it.http.Stragglers;
import java.util.List;

class Jetty12StragglersIT extends Stragglers {
    static List<Service.Cell> cells() {
        return Service.onOneJdk(Jetty12.some());
    }
}
