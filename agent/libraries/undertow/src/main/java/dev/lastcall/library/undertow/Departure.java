package dev.lastcall.library.undertow;

import dev.lastcall.core.gate.Gate;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpServerConnection;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;

/** What happens to HTTP/1 connections after each response while the service drains: {@code Connection: close}. */
final class Departure {

    private static final String CLOSE = "close";

    private final Gate gate;
    private final Connections connections;

    Departure(Gate gate, Connections connections) {
        this.gate = gate;
        this.connections = connections;
    }

    /** The last moment at which a response can say that its connection will close, be its request as old as it may. */
    void announce(HttpServerExchange exchange) {
        if (!gate.isDraining() || !closesAfter(exchange)) {
            return;
        }
        HeaderMap headers = exchange.getResponseHeaders();
        if (exchange.isHttp11()
                && mayHaveContent(exchange)
                && !headers.contains(Headers.CONTENT_LENGTH)
                && !headers.contains(Headers.TRANSFER_ENCODING)) {
            // Otherwise Undertow ends the content by the end of the connection, and nobody can tell a cut from it.
            headers.put(Headers.TRANSFER_ENCODING, "chunked");
        }
        // A response without content would close without a word: Undertow sets the header only after it has left.
        headers.put(Headers.CONNECTION, CLOSE);
    }

    /**
     * Undertow has taken the header for an order to read nothing more. But a client that is still sending would be reset
     * by that, and lose the response; so the request is read to its end first, and the connection closes after it.
     */
    void announced(HttpServerExchange exchange) {
        if (gate.isDraining() && !exchange.isRequestComplete() && saysClose(exchange)) {
            exchange.setPersistent(true);
        }
    }

    /** The exchange is over, its response perhaps still in the buffer for pipelined ones. */
    void depart(HttpServerConnection connection, HttpServerExchange exchange) {
        if (!gate.isDraining()) {
            return;
        }
        if (saysClose(exchange) && !exchange.isUpgrade()) {
            exchange.setPersistent(false);
        }
        if (connection.getPipelineBuffer() != null || goesOn(connection, exchange)) {
            connections.expect(connection);
        }
    }

    /** The response is out, and the connection looks what comes next. */
    void flushed(HttpServerConnection connection, HttpServerExchange exchange) {
        if (gate.isDraining() && !goesOn(connection, exchange)) {
            connections.expectNothing(connection);
        }
    }

    /** The connection waits for input: what seemed to follow was less than a request. */
    void idle(HttpServerConnection connection) {
        if (gate.isDraining()) {
            connections.expectNothing(connection);
        }
    }

    /** Whether the next request, pipelined, has been read already and is about to be parsed. */
    private static boolean goesOn(HttpServerConnection connection, HttpServerExchange exchange) {
        return exchange.isPersistent() && !exchange.isUpgrade() && connection.getExtraBytes() != null;
    }

    /** Not after an interim response, an upgrade, or a CONNECT that becomes a tunnel; nor while pipelined ones follow. */
    private static boolean closesAfter(HttpServerExchange exchange) {
        return exchange.getStatusCode() >= 200
                && !exchange.getRequestMethod().equals(Methods.CONNECT)
                && !isFollowed(exchange);
    }

    /**
     * Whether the client has pipelined another request that we have read already. It is served and its response closes;
     * to close now would throw it away.
     */
    private static boolean isFollowed(HttpServerExchange exchange) {
        return exchange.isPersistent()
                && exchange.isRequestComplete()
                && exchange.getConnection() instanceof HttpServerConnection
                && ((HttpServerConnection) exchange.getConnection()).getExtraBytes() != null;
    }

    private static boolean mayHaveContent(HttpServerExchange exchange) {
        HttpString method = exchange.getRequestMethod();
        int status = exchange.getStatusCode();
        return status != 204 && status != 304 && !method.equals(Methods.HEAD);
    }

    private static boolean saysClose(HttpServerExchange exchange) {
        return CLOSE.equalsIgnoreCase(exchange.getResponseHeaders().getFirst(Headers.CONNECTION));
    }
}
