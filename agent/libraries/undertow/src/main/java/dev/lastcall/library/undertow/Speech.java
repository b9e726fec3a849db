package dev.lastcall.library.undertow;

import dev.lastcall.core.gate.Gate;
import io.undertow.server.Connectors;
import io.undertow.server.HttpServerExchange;
import org.xnio.channels.StreamSinkChannel;

/** One speaker an exchange while the service drains: what a handler says after the agent has answered for it goes nowhere. */
final class Speech {

    private final Gate gate;
    private final Floors floors;

    Speech(Gate gate, Floors floors) {
        this.gate = gate;
        this.floors = floors;
    }

    /**
     * A thread asks for the channel of the response.
     *
     * @return null to let it have it; otherwise a channel that swallows all: the handler is told that all went well, because
     *     a failure would only make it undo what it has done
     */
    StreamSinkChannel begin(HttpServerExchange exchange) {
        if (!gate.isDraining() || floors.of(exchange).enter()) {
            return null;
        }
        return Swallow.channel(exchange.getConnection());
    }

    void end(HttpServerExchange exchange) {
        if (gate.isDraining()) {
            Floor floor = floors.find(exchange);
            if (floor != null) {
                floor.leave();
            }
        }
    }

    /** The exchange is about to be ended: if the agent has answered, there is nothing left for Undertow to send. */
    void finish(HttpServerExchange exchange) {
        if (gate.isDraining()) {
            Floor floor = floors.find(exchange);
            if (floor != null && floor.hasAnswered() && !exchange.isResponseComplete()) {
                exchange.setPersistent(false);
                Connectors.terminateResponse(exchange);
            }
        }
    }
}
