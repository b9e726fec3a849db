package dev.lastcall.it.jetty12;

import dev.lastcall.it.http.Openings;
import dev.lastcall.it.http.Service;
import java.util.List;

/** One cell: the flavours open their ports alike. */
class Jetty12OpeningsIT extends Openings {
    static List<Service.Cell> cells() {
        return Service.onOneJdk(Jetty12.some()[0]);
    }
}
