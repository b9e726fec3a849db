package dev.lastcall.library.undertow;

import io.undertow.server.HttpServerExchange;
import java.util.Map;
import java.util.WeakHashMap;

/** The floors of the exchanges that are in flight during a drain. A lock, because nobody is in a hurry then. */
final class Floors {

    private final Map<HttpServerExchange, Floor> floors = new WeakHashMap<HttpServerExchange, Floor>();

    synchronized Floor of(HttpServerExchange exchange) {
        Floor floor = floors.get(exchange);
        if (floor == null) {
            floor = new Floor();
            floors.put(exchange, floor);
        }
        return floor;
    }

    /** The floor of this exchange if somebody has asked for one, or null. */
    synchronized Floor find(HttpServerExchange exchange) {
        return floors.get(exchange);
    }

    /** The exchange is over. What the agent has answered keeps its floor, because the handler may come late. */
    void close(HttpServerExchange exchange) {
        Floor floor = find(exchange);
        if (floor != null) {
            floor.close();
            if (!floor.hasAnswered()) {
                forget(exchange);
            }
        }
    }

    private synchronized void forget(HttpServerExchange exchange) {
        floors.remove(exchange);
    }
}
