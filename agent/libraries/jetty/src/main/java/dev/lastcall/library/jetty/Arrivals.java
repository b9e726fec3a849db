package dev.lastcall.library.jetty;

import dev.lastcall.core.time.Clock;
import dev.lastcall.core.time.Deadline;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.io.EndPoint;

/**
 * Connections whose request is on its way, most of them accepted just before the listener closed: nobody has counted it
 * yet, and a drain that looked now would find nothing in flight and end.
 */
final class Arrivals {

    /** Longer than a handshake and a request take to arrive from far away; a client that says nothing costs this once. */
    private static final long YOUNG_MILLIS = 100;

    /** Accepted, and not yet among the selector's connections. */
    private static final Duration ON_THE_WAY_IN = Duration.ofMillis(10);

    /** The first request on a new port waits until its server's classes are loaded, which takes that much longer. */
    private static final Duration NEW = Duration.ofSeconds(10);

    private static final long YOUNG_WHERE_NEW_MILLIS = 1000;
    private static final Duration ON_THE_WAY_IN_WHERE_NEW = Duration.ofMillis(500);

    private static final Duration AT_MOST = Duration.ofSeconds(1);
    private static final long GLANCE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Connectors line;
    private final Clock clock;

    /** Until when the port that was opened last counts as new. */
    private volatile Deadline untilOld;

    Arrivals(Connectors line, Clock clock) {
        this.line = line;
        this.clock = clock;
        this.untilOld = Deadline.in(clock, Duration.ZERO);
    }

    /** A port is about to be opened. */
    void opens() {
        untilOld = Deadline.in(clock, NEW);
    }

    /** Waits until each has been counted or has had its time. No event tells so; it is a few milliseconds, once. */
    void await(Collection<EndPoint> connections, Deadline deadline) {
        Deadline latest = deadline.within(AT_MOST);
        boolean isNew = !untilOld.passed();
        long youngMillis = isNew ? YOUNG_WHERE_NEW_MILLIS : YOUNG_MILLIS;
        Deadline earliest = Deadline.in(clock, isNew ? ON_THE_WAY_IN_WHERE_NEW : ON_THE_WAY_IN);
        while (!latest.passed() && (!earliest.passed() || isExpecting(connections, youngMillis))) {
            LockSupport.parkNanos(connections, GLANCE_NANOS);
        }
    }

    private boolean isExpecting(Collection<EndPoint> connections, long youngMillis) {
        long now = System.currentTimeMillis();
        for (EndPoint connection : connections) {
            if (line.isExpected(connection, now - connection.getCreatedTimeStamp() < youngMillis)) {
                return true;
            }
        }
        return false;
    }
}
