package com.acme.kiosk;

import java.util.function.Supplier;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * What the flavours of the kiosk share. With the argument {@code two}, or the number of a port, a second server is started
 * beside the first; with the arguments {@code tls <key store> <password>} the first is secured.
 */
final class Kiosk {
    private static volatile ServerConnector first;

    static void serve(Supplier<Handler> handlers, String[] args) throws Exception {
        if (args.length > 0 && args[0].equals("tls")) {
            SslContextFactory.Server tls = new SslContextFactory.Server();
            tls.setKeyStorePath(args[1]);
            tls.setKeyStorePassword(args[2]);
            Server server = new Server();
            first = start(server, new ServerConnector(server, tls), handlers.get());
        } else {
            first = start(0, handlers.get());
        }
        System.out.println("listening on " + first.getLocalPort());
        if (args.length == 1) {
            int port = args[0].matches("\\d+") ? Integer.parseInt(args[0]) : 0;
            System.out.println("also on " + start(port, handlers.get()).getLocalPort());
        }
    }

    private static ServerConnector start(int port, Handler handler) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setPort(port);
        return start(server, connector, handler);
    }

    private static ServerConnector start(Server server, ServerConnector connector, Handler handler) throws Exception {
        server.addConnector(connector);
        server.setHandler(handler);
        server.start();
        return connector;
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

    /** A kiosk that takes nobody new: whoever connects has to wait. */
    static void stall() {
        first.setAccepting(false);
    }

    static void rest(int ms) {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException e) {
            System.out.println("interrupted");
        }
    }

    private Kiosk() {}
}
