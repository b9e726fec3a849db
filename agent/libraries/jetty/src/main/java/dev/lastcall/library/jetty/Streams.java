package dev.lastcall.library.jetty;

import dev.lastcall.core.ledger.Ledger;
import dev.lastcall.core.ledger.Work;
import dev.lastcall.core.time.Deadline;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;

/**
 * Connections that no longer speak HTTP/1: HTTP/2, whose streams are requests like any other, WebSockets and tunnels. Told by
 * the names of their classes, because these are in jars that a service need not have, and in other packages in each version.
 */
public final class Streams {

    public static final String STREAM = "HTTP/2 stream";

    private static final long GLANCE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Connectors line;
    private final Ledger requests;

    Streams(Connectors line, Ledger requests) {
        this.line = line;
        this.requests = requests;
    }

    /**
     * To close an HTTP/2 connection sends GOAWAY, with the last stream that was read, and leaves it open. A thread that has
     * bytes of it may be about to count a stream that is not beyond that one: so this waits until each is read as far as it
     * goes. No event tells so; it is a millisecond, once. Versions whose GOAWAY ends the output, too, say it last of all.
     */
    void announceEnd(Collection<EndPoint> connections, Deadline deadline) {
        List<AbstractConnection> told = new ArrayList<AbstractConnection>();
        for (EndPoint connection : connections) {
            try {
                Connection protocol = line.protocol(connection);
                if (isHttp2(protocol) && staysOpen(protocol)) {
                    protocol.close();
                    told.add((AbstractConnection) protocol);
                }
            } catch (RuntimeException gone) {
                continue; // its client, and nobody is there to be told
            }
        }
        for (AbstractConnection connection : told) {
            while (isBeingRead(connection) && !deadline.passed()) {
                LockSupport.parkNanos(this, GLANCE_NANOS);
            }
        }
    }

    private static boolean isHttp2(Connection protocol) {
        return protocol instanceof AbstractConnection && isA(protocol.getClass(), "HTTP2Connection");
    }

    /** By reflection, as all about sessions: their classes are not those of one version. */
    private static boolean staysOpen(Connection http2) {
        for (Method method : session(http2).getClass().getMethods()) {
            if (method.getName().equals("goAway")) { // since 9.4.42 or so, where streams go on after it
                return true;
            }
        }
        return false;
    }

    private static Object session(Connection http2) {
        try {
            return http2.getClass().getMethod("getSession").invoke(http2);
        } catch (ReflectiveOperationException otherVersion) {
            return http2;
        }
    }

    private static int openStreams(Connection http2) {
        try {
            Object session = session(http2);
            return ((Collection<?>) session.getClass().getMethod("getStreams").invoke(session)).size();
        } catch (ReflectiveOperationException otherVersion) {
            return 0;
        }
    }

    /** Those of the last moment, where the end was not announced: GOAWAY cuts them, and the ledger may know no more of them. */
    private int cutByGoAway(Collection<EndPoint> connections, int port) {
        int cut = 0;
        for (EndPoint connection : connections) {
            Connection protocol = line.protocol(connection);
            if (isHttp2(protocol) && !staysOpen(protocol)) {
                protocol.close();
                cut += openStreams(protocol);
            }
        }
        for (Work work : requests.inFlight()) {
            cut -= work.port() == port && work.noun().equals(STREAM) ? 1 : 0; // counted as what it is
        }
        return cut;
    }

    private static boolean isBeingRead(AbstractConnection connection) {
        EndPoint end = connection.getEndPoint();
        return !connection.isFillInterested() && end.isOpen() && !end.isInputShutdown();
    }

    /** A noun for each connection that has become something else, and will never be HTTP again, and for forgotten streams. */
    List<String> open(Collection<EndPoint> connections, int port) {
        List<String> open = new ArrayList<String>();
        for (EndPoint connection : connections) {
            Connection protocol = line.protocol(connection);
            String noun = protocol == null ? null : noun(protocol.getClass());
            if (noun != null && connection.isOpen() && !connection.isInputShutdown()) {
                open.add(noun);
            }
        }
        for (int left = cutByGoAway(connections, port); left > 0; left--) {
            open.add(STREAM);
        }
        return open;
    }

    /** Null for HTTP of any version, and for what stands before HTTP: the PROXY protocol, a handshake. */
    private static String noun(Class<?> type) {
        if (isA(type, "AbstractWebSocketConnection") || isA(type, "WebSocketConnection")) {
            return "WebSocket";
        }
        boolean isLast = isA(type, "Connection$UpgradeTo") && !isA(type, "Connection$UpgradeFrom")
                || isA(type, "ConnectHandler$DownstreamConnection"); // before 9.3, which has no such marks
        return isLast && !isA(type, "HTTP2Connection") ? "upgraded connection" : null;
    }

    private static boolean isA(Class<?> type, String name) {
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            if (isNamed(each, name)) {
                return true;
            }
            for (Class<?> mark : each.getInterfaces()) {
                if (isNamed(mark, name)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isNamed(Class<?> type, String name) {
        return type.getName().endsWith('.' + name);
    }
}
