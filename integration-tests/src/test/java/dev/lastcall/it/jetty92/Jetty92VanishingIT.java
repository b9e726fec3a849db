package dev.lastcall.it.jetty92;

import dev.lastcall.it.http.Service;
import dev.lastcall.it.http.Vanishing;
import java.util.List;

class Jetty92VanishingIT extends Vanishing {
    static List<Service.Cell> cells() {
        return Jetty92.onOneJdk();
    }
}
