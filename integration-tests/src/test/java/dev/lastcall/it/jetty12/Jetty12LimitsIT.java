package dev.lastcall.it.jetty12;

import dev.lastcall.it.http.Limits;
import dev.lastcall.it.http.Service;
import java.util.List;

class Jetty12LimitsIT extends Limits {
    static List<Service.Cell> cells() {
        return Service.onOneJdk(Jetty12.some());
    }
}
