package com.acme.peer;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.net.InetSocketAddress;
import java.time.Duration;

/** The service on Armeria; with the argument {@code graceful}, by its own graceful shutdown in a shutdown hook. */
public final class Peer {
    /** How long no request may have come before the server stops; the framework's guide has two seconds. */
    private static final Duration QUIET = Duration.ofSeconds(2);

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    public static void main(String[] args) {
        ServerBuilder builder = Server.builder()
                .http(new InetSocketAddress("127.0.0.1", 0))
                .service("/fast", (context, request) -> HttpResponse.of("ok\n"))
                .service("/health", (context, request) -> HttpResponse.of("ok\n"))
                .service("/slow", (context, request) -> slow(context));
        if (args[0].equals("graceful")) {
            builder.gracefulShutdownTimeout(QUIET, PATIENCE);
        }
        Server server = builder.build();
        server.start().join();
        if (args[0].equals("graceful")) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> server.stop().join()));
        }
        System.out.println("listening on " + server.activeLocalPort());
    }

    private static HttpResponse slow(ServiceRequestContext context) {
        return HttpResponse.delayed(
                () -> HttpResponse.of("slow\n"), Duration.ofMillis(Long.parseLong(context.queryParam("ms"))));
    }

    private Peer() {}
}
