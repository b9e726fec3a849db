package dev.lastcall.library.jetty9;

import java.io.IOException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.AbstractHandler;

/**
 * A server whose handler commits when a test says so. A class of its own, because the types in a test's fields are loaded
 * before the test can have Jetty woven.
 */
final class RaceServer {
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final CyclicBarrier start = new CyclicBarrier(2);

    RaceServer() throws Exception {
        server.addConnector(connector);
        server.setHandler(new AbstractHandler() {
            @Override
            public void handle(String path, Request base, HttpServletRequest request, HttpServletResponse response)
                    throws IOException {
                base.setHandled(true);
                meet();
                response.getOutputStream().print("handler");
                response.flushBuffer();
                response.getOutputStream().print(" and more");
            }
        });
        server.start();
    }

    int port() {
        return connector.getLocalPort();
    }

    /** Returns when both the handler and the test have called it. */
    void meet() {
        try {
            start.await(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    void stop() throws Exception {
        server.stop();
    }
}
