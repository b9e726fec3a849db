package com.acme.shop;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** All that the shop can do, by path; prints {@code began <path>} when a request has reached it. */
final class ShopHandler implements HttpHandler {
    private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(2);
    private Runnable stall = () -> {};

    void onStall(Runnable action) {
        stall = action;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        String path = exchange.getRequestPath();
        switch (path) {
            case "/health":
                exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
                exchange.getResponseSender().send("{\"status\":\"UP\"}");
                return;
            case "/live":
                exchange.getResponseSender().send("{\"alive\":true}");
                return;
            case "/nowhere":
                exchange.setStatusCode(404);
                return;
            case "/empty":
                exchange.setStatusCode(204);
                return;
            case "/io":
                began(path);
                Pause.millis(number(exchange, "ms"));
                exchange.getResponseSender().send("done");
                return;
            case "/async":
                began(path);
                exchange.dispatch((Runnable) () -> scheduler.schedule(
                        () -> exchange.getResponseSender().send("later"),
                        number(exchange, "ms"),
                        TimeUnit.MILLISECONDS));
                return;
            case "/upload-async":
                began(path);
                exchange.getRequestReceiver()
                        .receiveFullBytes((uploaded, bytes) ->
                                uploaded.getResponseSender().send("received " + bytes.length));
                return;
            case "/worker":
                exchange.getConnection().getWorker().execute(() -> {
                    began(path);
                    Pause.millis(number(exchange, "ms"));
                    System.out.println("ended " + path);
                });
                exchange.getResponseSender().send("ordered");
                return;
            default:
                if (exchange.isInIoThread()) {
                    exchange.dispatch(this);
                } else {
                    exchange.startBlocking();
                    block(path, exchange);
                }
        }
    }

    private void block(String path, HttpServerExchange exchange) throws IOException {
        began(path);
        int ms = number(exchange, "ms");
        OutputStream out = exchange.getOutputStream();
        switch (path) {
            case "/stream":
                byte[] piece = new byte[64 * 1024];
                for (int left = number(exchange, "mb") * 16; left > 0; left--) {
                    out.write(piece);
                    out.flush();
                }
                return;
            case "/upload":
                out.write(("received " + read(exchange.getInputStream())).getBytes());
                return;
            case "/ledger": // written by one at a time
                synchronized (this) {
                    System.out.println("writes " + path);
                    out.write(("received " + read(exchange.getInputStream())).getBytes());
                }
                return;
            case "/refused-upload": // answers without having read the body
                out.write("no room".getBytes());
                return;
            case "/error":
                throw new IOException("the shop is broken");
            case "/after":
                out.write("thanks".getBytes());
                exchange.endExchange();
                Pause.millis(ms);
                System.out.println("ended " + path);
                return;
            case "/stall":
                stall.run();
                out.write("stalled".getBytes());
                return;
            default:
                Pause.millis(ms);
                out.write("done".getBytes());
        }
    }

    private static long read(InputStream in) throws IOException {
        long sum = 0;
        byte[] piece = new byte[8192];
        for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
            sum += count;
        }
        return sum;
    }

    private static void began(String path) {
        System.out.println("began " + path);
    }

    private static int number(HttpServerExchange exchange, String name) {
        return exchange.getQueryParameters().containsKey(name)
                ? Integer.parseInt(exchange.getQueryParameters().get(name).getFirst())
                : 0;
    }
}
