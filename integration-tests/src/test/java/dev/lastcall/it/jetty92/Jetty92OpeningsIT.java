package dev.lastcall.it.jetty92;

import dev.lastcall.it.http.Openings;
import dev.lastcall.it.http.Service;
import java.util.List;

/** One cell. */
class Jetty92OpeningsIT extends Openings {
    static List<Service.Cell> cells() {
        return Jetty92.onOneJdk();
    }
}
