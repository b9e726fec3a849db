package com.acme.peer;

import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.BlockingHandler;
import io.undertow.server.handlers.GracefulShutdownHandler;
import java.net.InetSocketAddress;

/** The service on Undertow; with the argument {@code graceful}, by its GracefulShutdownHandler in a shutdown hook. */
public final class Peer {
    private static final long PATIENCE_MILLIS = 20_000;

    public static void main(String[] args) {
        HttpHandler blocking = new BlockingHandler(Peer::serve);
        HttpHandler service = exchange -> {
            if (exchange.getRequestPath().equals("/hello")) { // on the thread that has read it
                exchange.getResponseSender().send("hello\n");
            } else {
                blocking.handleRequest(exchange);
            }
        };
        GracefulShutdownHandler graceful = args[0].equals("graceful") ? new GracefulShutdownHandler(service) : null;
        Undertow server = Undertow.builder()
                .addHttpListener(0, "127.0.0.1", graceful == null ? service : graceful)
                .setWorkerThreads(200)
                .build();
        server.start();
        if (graceful != null) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, graceful)));
        }
        InetSocketAddress address =
                (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
        System.out.println("listening on " + address.getPort());
    }

    private static void serve(HttpServerExchange exchange) throws InterruptedException {
        boolean slow = exchange.getRequestPath().equals("/slow");
        if (slow) {
            Thread.sleep(Long.parseLong(exchange.getQueryParameters().get("ms").getFirst()));
        }
        exchange.getResponseSender().send(slow ? "slow\n" : "ok\n");
    }

    private static void stop(Undertow server, GracefulShutdownHandler graceful) {
        graceful.shutdown();
        try {
            graceful.awaitShutdown(PATIENCE_MILLIS);
        } catch (InterruptedException noLonger) {
            Thread.currentThread().interrupt();
        }
        server.stop();
    }

    private Peer() {}
}
