package dev.lastcall.it.jetty92;

import dev.lastcall.it.http.Service;
import dev.lastcall.it.http.Stragglers;
import java.util.List;

class Jetty92StragglersIT extends Stragglers {
    static List<Service.Cell> cells() {
        return Jetty92.onEachJdk();
    }
}
