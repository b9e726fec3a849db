package dev.lastcall.library.jetty12;

import dev.lastcall.core.Core;
import dev.lastcall.core.jdk.Unread;
import dev.lastcall.core.time.Deadline;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.internal.HttpConnection;

/**
 * Connections whose request is on its way, most of them accepted just before the listener closed: it lies in the socket
 * unread, or a thread has read it and not come to count it yet. A drain that looked now would find nothing in flight and
 * end.
 */
final class Arrivals {

    /** Longer than a handshake and a request take to arrive from far away; a client that says nothing costs this once. */
    private static final long YOUNG_MILLIS = 100;

    /** Accepted, and not yet among the selector's connections. */
    private static final Duration ON_THE_WAY_IN = Duration.ofMillis(10);

    private static final Duration AT_MOST = Duration.ofSeconds(1);
    private static final long GLANCE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Core core;

    Arrivals(Core core) {
        this.core = core;
    }

    /** Waits until each has been counted or has had its time. No event tells so; it is a few milliseconds, once. */
    void await(Collection<EndPoint> connections, Deadline deadline) {
        Deadline latest = deadline.within(AT_MOST);
        Deadline earliest = Deadline.in(core.clock(), ON_THE_WAY_IN);
        while (!latest.passed() && (!earliest.passed() || isExpecting(connections))) {
            LockSupport.parkNanos(connections, GLANCE_NANOS);
        }
    }

    private boolean isExpecting(Collection<EndPoint> connections) {
        long now = System.currentTimeMillis();
        for (EndPoint connection : connections) {
            HttpConnection http = http(connection);
            boolean young = now - connection.getCreatedTimeStamp() < YOUNG_MILLIS; // maybe in the middle of a handshake
            if (http == null ? young : !isCounted(http) && (young || hasUnread(connection) || isBeingRead(http))) {
                return true;
            }
        }
        return false;
    }

    private static HttpConnection http(EndPoint endPoint) {
        Connection connection = endPoint.getConnection();
        if (connection instanceof SslConnection) {
            connection = ((SslConnection) connection).getSslEndPoint().getConnection();
        }
        return connection instanceof HttpConnection ? (HttpConnection) connection : null;
    }

    private boolean isCounted(HttpConnection connection) {
        Request request = connection.getHttpChannel().getRequest();
        return request != null && core.requests().find(request) != null;
    }

    /** Neither waiting for input nor on its way out: some thread has its bytes, and has not made a request of them yet. */
    private static boolean isBeingRead(HttpConnection connection) {
        return !connection.isFillInterested()
                && !connection.getEndPoint().isOutputShutdown()
                && connection.getEndPoint().isOpen();
    }

    private static boolean hasUnread(EndPoint connection) {
        return connection.getTransport() instanceof SocketChannel
                && Unread.isOn((SocketChannel) connection.getTransport());
    }
}
