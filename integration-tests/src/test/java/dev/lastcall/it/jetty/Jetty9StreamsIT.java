package dev.lastcall.it.jetty;

import dev.lastcall.it.http.Service;
import dev.lastcall.it.http.Streams;
import java.util.List;

/** On the oldest JDK. */
class Jetty9StreamsIT extends Streams {
    static List<Service.Cell> cells() {
        return Service.onOneJdk(Jetty9.STREAMS);
    }
}
