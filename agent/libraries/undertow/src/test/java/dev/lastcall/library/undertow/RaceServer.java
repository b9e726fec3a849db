package dev.lastcall.library.undertow;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;

/**
 * A server whose handler answers when a test says so: by an output stream, or by a sender under {@code /send}. A class of
 * its own, because the types in a test's fields are loaded before the test can have Undertow woven.
 */
final class RaceServer implements HttpHandler {
    private final io.undertow.Undertow server;
    private final CyclicBarrier start = new CyclicBarrier(2);
    volatile Exception failure;

    RaceServer() {
        server = io.undertow.Undertow.builder()
                .addHttpListener(0, "localhost")
                .setHandler(this)
                .build();
        server.start();
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        if (exchange.isInIoThread()) {
            exchange.dispatch(this);
            return;
        }
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/handler");
        meet();
        try {
            if (exchange.getRequestPath().equals("/send")) {
                exchange.getResponseSender().send("handler and more");
            } else {
                exchange.startBlocking();
                exchange.getOutputStream().write("handler".getBytes());
                exchange.getOutputStream().flush();
                exchange.getOutputStream().write(" and more".getBytes());
            }
        } catch (IOException | RuntimeException e) {
            failure = e;
        }
    }

    int port() {
        return ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
    }

    /** Returns when both the handler and the test have called it. */
    void meet() {
        try {
            start.await(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    void stop() {
        server.stop();
    }
}
