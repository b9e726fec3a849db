package dev.lastcall.core.ledger;

import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/**
 * The works, one after the other, that one entry stands for: between two of them it rests in its slot. For to store a new
 * object into an old table is dear: the collector has to look there (with G1 a fence, and a card to refine).
 */
abstract class LastingWork extends TalliedWork {

    private static final AtomicIntegerFieldUpdater<LastingWork> INSIDE =
            AtomicIntegerFieldUpdater.newUpdater(LastingWork.class, "inside");

    /** Who was inside last. It is often the same thread again, and then no object need be stored. */
    private volatile WeakReference<Thread> last = new WeakReference<Thread>(null);

    /** How often a thread has entered; those who do so one after the other hear of each other by way of the server. */
    private int entries;

    /** What {@code entries} was when that thread entered, while it is inside; otherwise 0. */
    private volatile int inside;

    LastingWork(WorkControl<?> control, Object key, AtomicInteger all) {
        super(control, key, 0, all);
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
    final void clear() {
        super.clear();
        if (inside != 0) {
            inside = 0;
        }
    }
}
