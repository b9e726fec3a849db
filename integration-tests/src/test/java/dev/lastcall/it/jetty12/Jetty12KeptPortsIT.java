package dev.lastcall.it.jetty12;

import dev.lastcall.harness.Slice;
import dev.lastcall.it.http.KeptPorts;
import dev.lastcall.it.http.Service;
import java.util.List;

/** What the core does is the same in every flavour; servlets buffer, so one of them is among these. */
class Jetty12KeptPortsIT extends KeptPorts {
    static List<Service.Cell> cells() {
        return Service.onOneJdk(Slice.of(List.of(Jetty12.PLAIN_OLDEST, Jetty12.PLAIN_NEWEST, Jetty12.EE10_NEWEST))
                .toArray(Service[]::new));
    }
}
