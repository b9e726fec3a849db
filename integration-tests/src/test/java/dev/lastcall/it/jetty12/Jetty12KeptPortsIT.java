package dev.lastcall.it.jetty12;

import dev.lastcall.it.http.KeptPorts;
import dev.lastcall.it.http.Service;
import java.util.List;

class Jetty12KeptPortsIT extends KeptPorts {
    static List<Service.Cell> cells() {
        return Service.onOneJdk(Jetty12.some());
    }
}
