package com.acme.peer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;

/** The service on Jetty 12; with the argument {@code graceful}, by its GracefulHandler and the server's stop at shutdown. */
public final class Peer extends Handler.Abstract {
    private static final long PATIENCE_MILLIS = 20_000;

    public static void main(String[] args) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        if (args[0].equals("graceful")) {
            server.setHandler(new GracefulHandler(new Peer()));
            server.setStopTimeout(PATIENCE_MILLIS);
            server.setStopAtShutdown(true);
        } else {
            server.setHandler(new Peer());
        }
        server.start();
        System.out.println("listening on " + connector.getLocalPort());
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        boolean slow = Request.getPathInContext(request).equals("/slow");
        if (slow) {
            Fields query = Request.extractQueryParameters(request);
            Thread.sleep(Long.parseLong(query.getValue("ms")));
        }
        byte[] body = (slow ? "slow\n" : "ok\n").getBytes(StandardCharsets.US_ASCII);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        response.write(true, ByteBuffer.wrap(body), callback);
        return true;
    }
}
