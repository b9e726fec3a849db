package dev.lastcall.it.jetty92;

import dev.lastcall.it.http.Limits;
import dev.lastcall.it.http.Service;
import java.util.List;

class Jetty92LimitsIT extends Limits {
    static List<Service.Cell> cells() {
        return Jetty92.onOneJdk();
    }
}
