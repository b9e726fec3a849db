package com.acme.kiosk;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** What the flavours of the kiosk share. With an argument, a second server is started beside the first. */
final class Kiosk {
    private static volatile ServerConnector first;

    static void serve(Handler handler, String[] args) throws Exception {
        first = start(handler);
        System.out.println("listening on " + first.getLocalPort());
        if (args.length > 0) {
            System.out.println("also on " + start(new PlainKiosk()).getLocalPort());
        }
    }

    private static ServerConnector start(Handler handler) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
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
