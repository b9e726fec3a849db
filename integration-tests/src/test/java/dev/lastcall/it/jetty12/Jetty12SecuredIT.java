package dev.lastcall.it.jetty12;

import dev.lastcall.it.http.Secured;
import dev.lastcall.it.http.Service;
import java.util.List;

class Jetty12SecuredIT extends Secured {
    static List<Service.Cell> cells() {
        return Service.onOneJdk(Jetty12.some());
    }
}
