package com.acme.kiosk;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * A kiosk as of old. With the argument {@code two}, or the number of a port, it has a second server beside the first, which leaves
 * requests alone until something of their content has come; with the arguments {@code tls <key store> <password>} the first
 * is secured.
 */
public final class OldKiosk {
    private static volatile long closedUntil = System.nanoTime();

    public static void main(String[] args) throws Exception {
        boolean secured = args.length > 0 && args[0].equals("tls");
        System.out.println("listening on " + open(new Window(new Server(), secured ? tls(args) : null)));
        if (args.length == 1) {
            int port = args[0].equals("two") ? 0 : Integer.parseInt(args[0]);
            Window second = new Window(new Server(), null);
            second.setPort(port);
            second.getConnectionFactory(HttpConnectionFactory.class)
                    .getHttpConfiguration()
                    .setDelayDispatchUntilContent(true);
            System.out.println("also on " + open(second));
        }
    }

    private static SslContextFactory tls(String[] args) {
        SslContextFactory tls = new SslContextFactory();
        tls.setKeyStorePath(args[1]);
        tls.setKeyStorePassword(args[2]);
        return tls;
    }

    private static int open(Window window) throws Exception {
        window.getServer().addConnector(window);
        window.getServer().setHandler(servlets());
        window.getServer().start();
        return window.getLocalPort();
    }

    private static Handler servlets() {
        ServletContextHandler context = new ServletContextHandler(ServletContextHandler.SESSIONS);
        context.setContextPath("/");
        ServletHolder servlet = new ServletHolder(new OldKioskServlet());
        servlet.setAsyncSupported(true);
        context.addServlet(servlet, "/*");
        return context;
    }

    /** For a moment, whoever comes has to wait. */
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

    private OldKiosk() {}
}
