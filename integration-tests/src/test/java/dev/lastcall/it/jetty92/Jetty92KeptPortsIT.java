package dev.lastcall.it.jetty92;

import dev.lastcall.it.http.KeptPorts;
import dev.lastcall.it.http.Service;
import java.util.List;

class Jetty92KeptPortsIT extends KeptPorts {
    static List<Service.Cell> cells() {
        return Jetty92.onOneJdk();
    }
}
