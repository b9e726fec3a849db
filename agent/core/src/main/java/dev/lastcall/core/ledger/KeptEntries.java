package dev.lastcall.core.ledger;

import dev.lastcall.core.time.Clock;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicInteger;

/** The entries that outlive their works, of which there may be so many, and which of them is whose. Thread-safe. */
final class KeptEntries {

    /** A quarter of the first level, so that a look into a window meets few that only rest. */
    private static final int MOST = 1 << (Levels.SMALLEST_BITS - 2);

    final Clock clock;
    private final Level first;
    private volatile WeakReference<Object> controlOfLast = new WeakReference<Object>(null);
    private final AtomicInteger all = new AtomicInteger();

    /** Whether there has been a carrier: then somebody may want to know the time. */
    private volatile boolean carried;

    /**
     * The time as of the last tick; 0 while nobody moves it on. Whoever reads an older one is taken for older, and held
     * weakly earlier: neither counts nor ends anything.
     */
    private volatile long lately;

    KeptEntries(Level first, Clock clock) {
        this.first = first;
        this.clock = clock;
    }

    /** In common for all entries of a control, for each of them looks at it when its next work begins. */
    WeakReference<Object> weakly(WorkControl<?> control) {
        WeakReference<Object> known = controlOfLast;
        if (known.get() != control) {
            known = new WeakReference<Object>(control);
            controlOfLast = known;
        }
        return known;
    }

    /** See {@link Ledger#tick}. */
    boolean tick() {
        if (carried) {
            lately = clock.nanos();
        }
        return carried;
    }

    /** As exact as the last tick: the JVM's clock would be half of what a carried work costs. */
    long nanos() {
        long known = lately;
        return known != 0 ? known : clock.nanos();
    }

    boolean haveRoom() {
        return all.get() < MOST;
    }

    void hasCome() {
        all.incrementAndGet();
    }

    void hasGone() {
        all.decrementAndGet();
    }

    KeptWork make(WorkControl<?> control, Object key) {
        KeptWork work = new KeptWork(control, key, this);
        work.tag(key);
        return work;
    }

    /** The entry that works carried by this object have in common, or null. */
    CarriedWork carriedBy(Object carrier) {
        CarriedWork tagged = CarriedWork.taggedTo(carrier);
        return tagged != null || carrier == null ? tagged : first.carriedBy(carrier);
    }

    /** An entry for this carrier, with its first work; false if there is no room in its window. */
    boolean put(WorkControl<?> control, Object carrier, Object key, Thread runner) {
        carried = true;
        CarriedWork work = new CarriedWork(control, carrier, this);
        work.carry(control, key, runner);
        if (!first.put(Level.hash(carrier), work)) {
            work.isOver();
            return false;
        }
        work.tag(carrier);
        return true;
    }
}
