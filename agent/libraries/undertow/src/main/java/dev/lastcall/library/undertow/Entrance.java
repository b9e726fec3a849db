package dev.lastcall.library.undertow;

import dev.lastcall.core.Core;
import dev.lastcall.core.config.Settings;
import dev.lastcall.core.gate.Gate;
import io.undertow.server.Connectors;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.util.HashSet;
import java.util.Set;

/** Which requests reach the application while the service drains, and what the others are told. */
final class Entrance {

    private final Gate gate;
    private final Set<String> readinessPaths;
    private final Contexts contexts;
    private final HttpHandler unready = new Refusal(Gate.UNREADY_TYPE, Gate.UNREADY_BODY);
    private final HttpHandler rejection = new Refusal(null, "");

    Entrance(Core core, Contexts contexts) {
        this.gate = core.gate();
        this.readinessPaths = new HashSet<String>(core.config().get(Settings.READINESS_PATHS));
        this.contexts = contexts;
    }

    /** @return false if the request has been answered and must not be handled */
    boolean admit(HttpServerExchange exchange) {
        String method = exchange.getRequestMethod().toString();
        switch (gate.admit(method, withinContext(exchange.getRequestPath()))) {
            case UNREADY:
                handle(unready, exchange);
                return false;
            case REJECT:
                handle(rejection, exchange);
                return false;
            default:
                return true;
        }
    }

    /** A readiness path as it stands is one, whatever the contexts. */
    private String withinContext(String path) {
        return !gate.mayBeReadiness(path) || readinessPaths.contains(path) ? path : contexts.within(path);
    }

    /** By the server's own entry, as any handler: it then ends the exchange, and deals with a body that nobody reads. */
    private static void handle(HttpHandler handler, HttpServerExchange exchange) {
        Connectors.executeRootHandler(handler, exchange);
    }

    /** Answers 503. That the connection closes is said where every response of a drain says so. */
    private static final class Refusal implements HttpHandler {
        private final String type;
        private final String body;

        Refusal(String type, String body) {
            this.type = type;
            this.body = body;
        }

        @Override
        public void handleRequest(HttpServerExchange exchange) {
            exchange.setStatusCode(503);
            exchange.getResponseHeaders().put(Headers.RETRY_AFTER, Gate.RETRY_AFTER_SECONDS);
            if (type != null) {
                exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, type);
            }
            exchange.getResponseSender().send(body);
        }
    }
}
