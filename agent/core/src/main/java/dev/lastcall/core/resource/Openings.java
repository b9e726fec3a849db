package dev.lastcall.core.resource;

import dev.lastcall.core.time.Bell;
import dev.lastcall.core.time.Clock;
import dev.lastcall.core.time.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * The ports that servers are about to open. A line begins an opening before the socket can listen, and ends it when the
 * listener is under control or has failed to open. So a trigger either finds the opening under way, and waits for its end,
 * or has openings held before it: no port is open to the world that a drain does not know.
 *
 * <p>Who comes when openings are held waits until the drain is over; then the port is not opened at all. To let it fail at
 * once would have some applications stop everything while the drain waits for their requests; to let it wait for ever, with
 * its locks, would stop their shutdown hooks.
 *
 * <p>Thread-safe. All is decided under one lock, which nobody holds while a socket opens; opening a port is rare.
 */
public final class Openings {

    /**
     * What is left of an opening when it begins takes milliseconds: a bind, and the classes for that. Short, because the clock of
     * the drain does not run yet.
     */
    private static final Duration AT_MOST = Duration.ofSeconds(2);

    private final Clock clock;
    private final Bell bell;

    /** Openings wait; then, for good, they fail. Both are guarded by this. */
    private boolean held;

    private boolean over;

    /** What would be told fails at once. Guarded by this. */
    private boolean tellsNobody;

    /** Who is inside an opening, and how deep: a server's own method may be called by another one of its own. */
    private final Map<Thread, Integer> underWay = new HashMap<Thread, Integer>();

    /** Who is inside an opening that must fail. */
    private final Set<Thread> refused = new HashSet<Thread>();

    /** Who is told instead of kept waiting. */
    private final List<Runnable> told = new ArrayList<Runnable>();

    private final Set<Thread> waiting = Collections.newSetFromMap(new ConcurrentHashMap<Thread, Boolean>());

    public Openings(Clock clock, Bell bell) {
        this.clock = clock;
        this.bell = bell;
    }

    /**
     * Before a socket of the calling thread can listen. Where openings are held this waits for the drain; then the JDK's own
     * bind fails on this thread, see {@link #isRefused}. To be followed by {@link #end}.
     */
    public void begin() {
        Thread self = Thread.currentThread();
        boolean interrupted = false;
        synchronized (this) {
            while (held && !interrupted) {
                waiting.add(self);
                bell.ring(); // a drain may wait for the task that this thread is in
                try {
                    wait();
                } catch (InterruptedException leaves) { // so its owner does not want the port any more
                    interrupted = true;
                }
            }
            waiting.remove(self);
            Integer depth = underWay.get(self);
            underWay.put(self, depth == null ? 1 : depth + 1);
            if (interrupted || over) {
                refused.add(self);
            }
        }
        if (interrupted) {
            self.interrupt();
        }
    }

    /**
     * The same on a thread that others need, such as an event loop, which is never kept waiting.
     *
     * @param fails what to do with the opening, once, when the drain is over; not called if it may go on now
     * @return whether it may go on
     */
    public boolean begin(Runnable fails) {
        synchronized (this) {
            if (!held && !over) {
                begin();
                return true;
            }
            if (held && !tellsNobody) {
                told.add(fails);
                return false;
            }
        }
        fails.run();
        return false;
    }

    /** The listener is under control, or is none. Changes nothing where nothing has begun. */
    public void end() {
        Thread self = Thread.currentThread();
        synchronized (this) {
            Integer depth = underWay.remove(self);
            if (depth != null && depth > 1) {
                underWay.put(self, depth - 1);
                return;
            }
            refused.remove(self);
        }
        bell.ring();
    }

    /** A line has failed: whoever is inside an opening of its may never be seen to come out. */
    public synchronized void forget() {
        underWay.clear(); // and who is refused stays so: it may be of another line
    }

    /** Whether the calling thread is inside the opening of a listener that a line knows. */
    public synchronized boolean isUnderWay() {
        return underWay.containsKey(Thread.currentThread());
    }

    /** Whether the socket that the calling thread is about to bind must not listen. */
    public synchronized boolean isRefused() {
        return refused.contains(Thread.currentThread());
    }

    /** How long it makes sense to wait for an opening. */
    public Deadline patience() {
        return Deadline.in(clock, AT_MOST);
    }

    /** Waits until no other thread is inside an opening. */
    public void await(Deadline deadline) {
        if (!isQuiet()) {
            // No wake-up is lost: end changes the map before it rings.
            bell.await(deadline, new BooleanSupplier() {
                @Override
                public boolean getAsBoolean() {
                    return isQuiet();
                }
            });
        }
    }

    private synchronized boolean isQuiet() {
        return underWay.isEmpty() || underWay.size() == 1 && isUnderWay();
    }

    /** From now on no opening begins; those that have begun are over when this returns. */
    public void hold(Deadline deadline) {
        synchronized (this) {
            held = !over;
        }
        await(deadline);
    }

    /** No request needs what an event loop has been told to open later: that fails now, and what comes fails at once. */
    public void failTold() {
        synchronized (this) {
            tellsNobody = true;
        }
        fail(takeTold());
    }

    /** Openings go on as ever, but for those that are to be told: what has opened meanwhile is drained with the rest. */
    public void letGo() {
        synchronized (this) {
            held = false;
            notifyAll();
        }
    }

    /** The drain is over: what was held fails, and so does what comes. */
    public void refuse() {
        synchronized (this) {
            over |= held;
            held = false;
            notifyAll();
        }
        fail(takeTold());
    }

    private synchronized List<Runnable> takeTold() {
        List<Runnable> taken = new ArrayList<Runnable>(told);
        told.clear();
        return taken;
    }

    private static void fail(List<Runnable> openings) {
        for (Runnable each : openings) {
            try {
                each.run();
            } catch (Throwable loopHasEnded) {
                // and its opening with it
            }
        }
    }

    /** Threads that wait for the end of the drain, so that it must not wait for them. Live, and open to additions. */
    public Set<Thread> waiting() {
        return waiting;
    }
}
