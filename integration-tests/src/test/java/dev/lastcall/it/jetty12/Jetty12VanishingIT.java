package dev.lastcall.it.jetty12;

import dev.lastcall.it.http.Service;
import dev.lastcall.it.http.Vanishing;
import java.util.List;

class Jetty12VanishingIT extends Vanishing {
    static List<Service.Cell> cells() {
        return Service.onOneJdk(Jetty12.some());
    }
}
