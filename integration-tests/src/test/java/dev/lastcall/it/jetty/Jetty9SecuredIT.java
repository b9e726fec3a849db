package dev.lastcall.it.jetty;

import dev.lastcall.it.http.Secured;
import dev.lastcall.it.http.Service;
import java.util.List;

class Jetty9SecuredIT extends Secured {
    static List<Service.Cell> cells() {
        return Service.onOneJdk(Jetty9.KIOSK);
    }
}
