package dev.lastcall.it.jetty92;

import dev.lastcall.it.http.Secured;
import dev.lastcall.it.http.Service;
import java.util.List;

class Jetty92SecuredIT extends Secured {
    static List<Service.Cell> cells() {
        return Jetty92.onEachJdk();
    }
}
