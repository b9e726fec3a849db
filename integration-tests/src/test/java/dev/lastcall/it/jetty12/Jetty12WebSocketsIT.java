package dev.lastcall.it.jetty12;

import dev.lastcall.it.http.Service;
import dev.lastcall.it.http.WebSockets;
import java.util.List;

/** On the oldest JDK. */
class Jetty12WebSocketsIT extends WebSockets {
    static List<Service.Cell> cells() {
        return Service.onOneJdk(Jetty12.STREAMS);
    }
}
