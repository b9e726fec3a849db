package dev.lastcall.it.jetty;

import dev.lastcall.it.http.Service;
import dev.lastcall.it.http.WebSockets;
import java.util.List;

/** On the oldest JDK. */
class Jetty9WebSocketsIT extends WebSockets {
    static List<Service.Cell> cells() {
        return Service.onOneJdk(Jetty9.STREAMS);
    }
}
