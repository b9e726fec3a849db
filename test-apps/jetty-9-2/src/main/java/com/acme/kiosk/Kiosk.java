package com.acme.kiosk;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * The server of the kiosk. With the argument {@code two}, or the number of a port, there is a second one beside the first,
 * which leaves requests alone until something of their content has come, and waits {@code kiosk.patience} ms for it; with
 * the arguments {@code tls <key store> <password>} the first is secured.
 */
final class Kiosk {
    private static volatile long closedUntil = System.nanoTime();

    static void serve(Supplier<Handler> handlers, String[] args) throws Exception {
        boolean secured = args.length > 0 && args[0].equals("tls");
        Window first = new Window(new Server(), secured ? tls(args) : null);
        System.out.println("listening on " + open(first, handlers.get()));
        if (args.length == 1) {
            Window second = new Window(new Server(), null);
            second.setPort(args[0].equals("two") ? 0 : Integer.parseInt(args[0]));
            second.setIdleTimeout(Long.getLong("kiosk.patience", second.getIdleTimeout()));
            second.getConnectionFactory(HttpConnectionFactory.class)
                    .getHttpConfiguration()
                    .setDelayDispatchUntilContent(true);
            System.out.println("also on " + open(second, handlers.get()));
        }
    }

    private static SslContextFactory tls(String[] args) {
        SslContextFactory tls = new SslContextFactory();
        tls.setKeyStorePath(args[1]);
        tls.setKeyStorePassword(args[2]);
        return tls;
    }

    private static int open(Window window, Handler handler) throws Exception {
        window.getServer().addConnector(window);
        window.getServer().setHandler(handler);
        window.getServer().start();
        return window.getLocalPort();
    }

    static void began(String path) {
        System.out.println("began " + path);
    }

    static String answer(String path) {
        switch (path) {
            case "/health":
                return "UP";
            case "/live":
                return "alive";
            default:
                return "done";
        }
    }

    /** For a moment, whoever comes has to wait: this Jetty cannot be told to let them. */
    static void stall() {
        closedUntil = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(1500);
    }

    static void rest(long ms) {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException e) {
            System.out.println("interrupted");
        }
    }

    /** Lets in one after the other, and nobody while it is closed. */
    private static final class Window extends ServerConnector {
        Window(Server server, SslContextFactory tls) {
            super(server, tls);
        }

        @Override
        public void accept(int acceptor) throws IOException {
            super.accept(acceptor);
            rest(Math.max(0, TimeUnit.NANOSECONDS.toMillis(closedUntil - System.nanoTime())));
        }
    }

    private Kiosk() {}
}
