package dev.lastcall.library.jetty;

import dev.lastcall.core.time.Deadline;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;

/**
 * Ends connections without cutting what is on its way: closing a socket with input unread sends a reset, which may destroy
 * the response that the client has not read yet. So first our half is closed, then what comes in is read and dropped until
 * the client closes its half or the time is up.
 */
final class Hangup {

    private static final long GLANCE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Connectors line;

    Hangup(Connectors line) {
        this.line = line;
    }

    /** @param connections Jetty's own collection, which shrinks as connections end */
    void all(Collection<EndPoint> connections, Deadline deadline) {
        for (EndPoint connection : new ArrayList<EndPoint>(connections)) {
            say(connection);
        }
        while (!connections.isEmpty()
                && !deadline.passed()) { // Jetty reads the clients' ends; there is no event to await
            LockSupport.parkNanos(connections, GLANCE_NANOS);
        }
        for (EndPoint connection : new ArrayList<EndPoint>(connections)) {
            drop(connection);
            connection.close();
        }
    }

    /** One that fails is going anyway, and must not keep the others from their goodbye. */
    private void say(EndPoint connection) {
        try {
            shutdownOutput(connection);
        } catch (RuntimeException gone) {
            connection.close();
        }
    }

    private void shutdownOutput(EndPoint connection) {
        if (connection.getConnection() instanceof SslConnection) {
            line.decrypted((SslConnection) connection.getConnection()).shutdownOutput(); // with close_notify
        } else {
            connection.shutdownOutput();
        }
    }

    private static void drop(EndPoint connection) {
        if (connection.getTransport() instanceof SocketChannel) {
            ByteBuffer dropped = ByteBuffer.allocate(16 * 1024);
            try {
                while (((SocketChannel) connection.getTransport()).read(dropped) > 0) {
                    dropped.clear();
                }
            } catch (IOException gone) {
                return;
            }
        }
    }
}
