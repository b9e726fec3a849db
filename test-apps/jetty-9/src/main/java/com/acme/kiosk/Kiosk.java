package com.acme.kiosk;

import java.util.function.Supplier;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** What the flavours of the kiosk share. With an argument, a second server is started beside the first. */
final class Kiosk {
    private static volatile ServerConnector first;

    /** @param args nothing; or the port of the second server, any other word standing for one that is free */
    static void serve(Supplier<Handler> handlers, String[] args) throws Exception {
        first = start(handlers.get(), 0);
        System.out.println("listening on " + first.getLocalPort());
        if (args.length > 0) {
            int port = args[0].matches("\\d+") ? Integer.parseInt(args[0]) : 0;
            System.out.println("also on " + start(handlers.get(), port).getLocalPort());
        }
    }

    private static ServerConnector start(Handler handler, int port) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setPort(port);
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
