package dev.lastcall.library.undertow;

import dev.lastcall.core.Core;
import dev.lastcall.core.gate.Gate;
import dev.lastcall.core.ledger.Ledger;
import io.undertow.server.Connectors;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;

/** Which requests reach the application, and what the others are told. */
final class Entrance {

    private final Core core;
    private final Gate gate;
    private final Ledger requests;
    private final Contexts contexts;
    private final HttpHandler unready = new Refusal(503, Gate.UNREADY_TYPE, Gate.UNREADY_BODY);
    private final HttpHandler rejection = new Refusal(503, null, "");
    private final HttpHandler tooMany = new Refusal(429, null, "");

    Entrance(Core core, Contexts contexts) {
        this.core = core;
        this.gate = core.gate();
        this.requests = core.requests();
        this.contexts = contexts;
    }

    /** @return false if the request has been answered and must not be handled */
    boolean admit(HttpServerExchange exchange) {
        String method = exchange.getRequestMethod().toString();
        String path = exchange.getRequestPath();
        switch (gate.admit(
                requests.find(Requests.carrier(exchange), exchange),
                method,
                gate.mayBeProbeOfContext(path) ? contexts.within(path) : path,
                Connections.port(exchange.getConnection()))) {
            case UNREADY:
                handle(unready, exchange);
                return false;
            case REJECT:
                handle(rejection, exchange);
                return false;
            case TOO_MANY:
                handle(tooMany, exchange);
                return false;
            default:
                return true;
        }
    }

    /**
     * By the server's own entry, as any handler: it then ends the exchange, and deals with a body that nobody reads and a
     * client that has gone. It lets through what the listeners of the exchange throw, some of which are the application's.
     */
    private void handle(HttpHandler handler, HttpServerExchange exchange) {
        try {
            Connectors.executeRootHandler(handler, exchange);
        } catch (RuntimeException ofAListener) {
            core.debug("a listener failed", ofAListener);
        }
    }

    /** That the connection closes is said where every response of a drain says so. */
    private static final class Refusal implements HttpHandler {
        private final int status;
        private final String type;
        private final String body;

        Refusal(int status, String type, String body) {
            this.status = status;
            this.type = type;
            this.body = body;
        }

        @Override
        public void handleRequest(HttpServerExchange exchange) {
            exchange.setStatusCode(status);
            exchange.getResponseHeaders().put(Headers.RETRY_AFTER, Gate.RETRY_AFTER_SECONDS);
            if (type != null) {
                exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, type);
            }
            exchange.getResponseSender().send(body);
        }
    }
}
