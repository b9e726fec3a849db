package com.acme.kiosk;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * What the flavours of the kiosk share. With the argument {@code two} a second server is started beside the first; with the
 * arguments {@code tls <key store> <password>} the first is secured.
 */
final class Kiosk {
    private static volatile ServerConnector first;

    static void serve(Handler handler, String[] args) throws Exception {
        boolean secured = args.length > 0 && args[0].equals("tls");
        first = start(handler, secured ? new SslContextFactory.Server() : null, args);
        System.out.println("listening on " + first.getLocalPort());
        if (args.length > 0 && !secured) {
            System.out.println("also on " + start(new PlainKiosk(), null, args).getLocalPort());
        }
    }

    private static ServerConnector start(Handler handler, SslContextFactory.Server tls, String[] args)
            throws Exception {
        Server server = new Server();
        ServerConnector connector;
        if (tls == null) {
            connector = new ServerConnector(server);
        } else {
            tls.setKeyStorePath(args[1]);
            tls.setKeyStorePassword(args[2]);
            connector = new ServerConnector(server, tls);
        }
        server.addConnector(connector);
        server.setHandler(handler);
        server.start();
        return connector;
    }

    static void began(String path) {
        System.out.println("began " + path);
    }

    static String answer(String path) {
        return switch (path) {
            case "/health" -> "UP";
            case "/live" -> "alive";
            default -> "done";
        };
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
