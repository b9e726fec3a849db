package dev.lastcall.library.undertow;

import io.undertow.server.protocol.http.HttpServerConnection;
import java.io.IOException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.xnio.conduits.StreamSinkConduit;

/**
 * Ends a connection without cutting what is on its way: closing a socket with input unread sends a reset, which may destroy
 * the response that the client has not read yet. So only our half is closed; Undertow closes the other one when the client
 * does. On the connection's own thread, which reads what has arrived until then first.
 */
final class Hangup implements Runnable {

    private final HttpServerConnection connection;

    private Hangup(HttpServerConnection connection) {
        this.connection = connection;
    }

    static void begin(HttpServerConnection connection) {
        try {
            // Not execute: tasks that are due run before the thread looks for input.
            connection.getIoThread().executeAfter(new Hangup(connection), 1, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException ended) {
            return; // the application has stopped the server, and its connections with it
        }
    }

    /** Below whatever response is under way: a half one must not be completed, but be seen to be cut. */
    @Override
    public void run() {
        StreamSinkConduit out = connection.getOriginalSinkConduit();
        if (!connection.isOpen() || out.isWriteShutdown()) {
            return;
        }
        try {
            out.terminateWrites();
            out.flush();
        } catch (IOException gone) {
            return;
        }
    }
}
