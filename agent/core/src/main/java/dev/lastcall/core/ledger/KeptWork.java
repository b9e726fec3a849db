package dev.lastcall.core.ledger;

import dev.lastcall.core.time.Clock;
import java.lang.ref.WeakReference;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/**
 * The works, one after the other, of a key that is used again and again, as a connection's channel is for its requests.
 * Between two of them the entry rests in its slot, for to store a new object into an old table is dear: the collector has
 * to look there (with G1 a fence, and a card to refine). The key is held weakly: who lets go of it will not end it either.
 *
 * <p>Nothing is lost between two works. A begin makes {@code inFlight} true before it asks the gate; an end makes it false
 * and then reads {@code watched}: as with an entry that is put and taken out. While a drain watches no entry is used
 * again, so what it has seen as a straggler never turns into another request; a begin that has just read that nobody
 * watches finds the entry resting, so no drain has seen it.
 */
final class KeptWork extends Work {

    private static final AtomicIntegerFieldUpdater<KeptWork> IN_FLIGHT =
            AtomicIntegerFieldUpdater.newUpdater(KeptWork.class, "inFlight");

    private static final AtomicIntegerFieldUpdater<KeptWork> INSIDE =
            AtomicIntegerFieldUpdater.newUpdater(KeptWork.class, "inside");

    private final Clock clock;

    /** How many entries like this there are. */
    private final AtomicInteger all;

    /** 1 or 0; written after all else that a begin writes. */
    private volatile int inFlight = 1;

    /** Who was inside last. It is often the same thread again, and then no object need be stored: see above. */
    private volatile WeakReference<Thread> last = new WeakReference<Thread>(null);

    /** How often a thread has entered; those who do so one after the other hear of each other by way of the server. */
    private int entries;

    /** What {@code entries} was when that thread entered, while it is inside; otherwise 0. */
    private volatile int inside;

    KeptWork(WorkControl<?> control, Object key, Clock clock, AtomicInteger all) {
        super(control, key, 0);
        weaken();
        this.clock = clock;
        this.all = all;
        all.incrementAndGet();
    }

    @Override
    public long began() {
        return clock.nanos() - TimeUnit.MILLISECONDS.toNanos(Math.max(0, ageMillis()));
    }

    private long ageMillis() {
        Object held = key();
        WorkControl<Object> by = control();
        try {
            return held == null || by == null ? 0 : ((KeptControl<Object>) by).ageMillis(held);
        } catch (Throwable gone) { // it may end, and its object be used anew, while it is asked
            return 0;
        }
    }

    @Override
    void runOn(Thread thread) {
        if (thread != null && last.get() != thread) {
            last = new WeakReference<Thread>(thread);
        }
        entries = Math.max(1, entries + 1);
        // Without a fence: a report may be late, and who ends the work has heard of this thread by way of the server.
        INSIDE.lazySet(this, thread == null ? 0 : entries);
    }

    /** If another thread enters at this moment, the number is no longer that which was read before the name. */
    @Override
    boolean leave(Thread thread) {
        int entry = inside;
        return entry != 0 && last.get() == thread && INSIDE.compareAndSet(this, entry, 0);
    }

    @Override
    Thread toldRunner() {
        return inside == 0 ? null : last.get();
    }

    @Override
    boolean isInFlight() {
        return inFlight != 0;
    }

    @Override
    boolean isKept() {
        return true;
    }

    @Override
    boolean beginsAnew(WorkControl<?> by) {
        if (control() != by) {
            return false;
        }
        clear();
        if (inside != 0) {
            inside = 0;
        }
        inFlight = 1;
        return true;
    }

    @Override
    boolean rest() {
        return inFlight != 0 && IN_FLIGHT.compareAndSet(this, 1, 0);
    }

    @Override
    void isOver() {
        all.decrementAndGet();
    }

    @Override
    void isReplacedBy(Work newer) {
        all.decrementAndGet();
    }
}
