package dev.lastcall.library.undertow;

import dev.lastcall.core.Core;
import dev.lastcall.core.gate.Floors;
import dev.lastcall.core.gate.Gate;
import io.undertow.server.Connectors;
import io.undertow.server.HttpServerExchange;
import org.xnio.channels.StreamSinkChannel;

/** One speaker an exchange while the service drains: what a handler says after the agent has answered for it goes nowhere. */
final class Speech {

    private final Core core;
    private final Gate gate;
    private final Floors<HttpServerExchange> floors;

    Speech(Core core, Floors<HttpServerExchange> floors) {
        this.core = core;
        this.gate = core.gate();
        this.floors = floors;
    }

    /**
     * A thread asks for the channel of the response.
     *
     * @return null to let it have it; otherwise a channel that swallows all: the handler is told that all went well, because
     *     a failure would only make it undo what it has done
     */
    StreamSinkChannel begin(HttpServerExchange exchange) {
        if (!gate.isDraining() || floors.enter(exchange)) {
            return null;
        }
        return Swallow.channel(exchange.getConnection());
    }

    void end(HttpServerExchange exchange) {
        if (gate.isDraining()) {
            floors.leave(exchange);
        }
    }

    /** The exchange is about to be ended: if the agent has answered, there is nothing left for Undertow to send. */
    void finish(HttpServerExchange exchange) {
        if (!gate.isDraining() || exchange.isResponseComplete()) {
            return;
        }
        if (floors.enter(exchange)) {
            floors.leave(exchange);
        } else {
            exchange.setPersistent(false);
            terminate(exchange);
        }
    }

    /** Tells the exchange's listeners, some of which are the application's, and may fail. */
    private void terminate(HttpServerExchange exchange) {
        try {
            Connectors.terminateResponse(exchange);
        } catch (RuntimeException ofAListener) {
            core.debug("a listener failed", ofAListener);
        }
    }
}
