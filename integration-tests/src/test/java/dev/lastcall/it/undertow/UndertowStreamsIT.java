package dev.lastcall.it.undertow;

import dev.lastcall.it.http.Service;
import dev.lastcall.it.http.Streams;
import java.util.List;

/** Handlers on the oldest and the newest version. */
class UndertowStreamsIT extends Streams {
    static List<Service.Cell> cells() {
        return Shops.streams();
    }
}
