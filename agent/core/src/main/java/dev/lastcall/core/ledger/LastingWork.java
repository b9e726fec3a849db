package dev.lastcall.core.ledger;

import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

/**
 * The works, one after the other, that one entry stands for: between two of them it rests in its slot. For to store a new
 * object into an old table is dear: the collector has to look there (with G1 a fence, and a card to refine).
 */
abstract class LastingWork extends Work {

    private static final AtomicIntegerFieldUpdater<LastingWork> INSIDE =
            AtomicIntegerFieldUpdater.newUpdater(LastingWork.class, "inside");

    @SuppressWarnings("rawtypes") // classes know no type parameters
    private static final AtomicReferenceFieldUpdater<LastingWork, WeakReference> LAST =
            AtomicReferenceFieldUpdater.newUpdater(LastingWork.class, WeakReference.class, "last");

    private static final ThreadReferences THREADS = new ThreadReferences();

    final KeptEntries home;

    /** Who was inside last, or null. It is often the same thread again, and then no object need be stored. */
    private volatile WeakReference<Thread> last;

    /** How often a thread has entered; those who do so one after the other hear of each other by way of the server. */
    private int entries;

    /** What {@code entries} was when that thread entered, while it is inside; otherwise 0. */
    private volatile int inside;

    /** Is counted by its home before it can be found, and counted off by whoever takes it out of its slot. */
    LastingWork(WorkControl<?> control, Object key, KeptEntries home) {
        super(home.weakly(control), key);
        this.home = home;
        home.hasCome();
    }

    @Override
    final void isOver() {
        setDropped();
        home.hasGone();
    }

    @Override
    final void isReplacedBy(Work newer) {
        isOver();
    }

    /**
     * The entry that this object is tagged with, be it a key that is used again or a carrier; null if it has none any more.
     *
     * <p>It is found so as it is found in its slot: whoever takes it out of there does so while nobody begins a work
     * of its key, and tells it before the next one begins.
     */
    static LastingWork tagOf(Object object) {
        Object tag = object instanceof LastCall.Tagged ? ((LastCall.Tagged) object).lastCallTag() : null;
        return tag instanceof LastingWork && !((LastingWork) tag).isDropped() ? (LastingWork) tag : null;
    }

    final void tag(Object object) {
        if (object instanceof LastCall.Tagged) {
            ((LastCall.Tagged) object).lastCallTag(this);
        }
    }

    @Override
    final void runOn(Thread thread) {
        if (thread != null && last() != thread) {
            LAST.lazySet(this, THREADS.to(thread)); // in order before what says that it is inside
        }
        entries = Math.max(1, entries + 1);
        // Without a fence: a report may be late, and who ends the work has heard of this thread by way of the server.
        INSIDE.lazySet(this, thread == null ? 0 : entries);
    }

    /** If another thread enters at this moment, the number is no longer that which was read before the name. */
    @Override
    final boolean leave(Thread thread) {
        int entry = inside;
        return entry != 0 && last() == thread && INSIDE.compareAndSet(this, entry, 0);
    }

    @Override
    final Thread toldRunner() {
        return inside == 0 ? null : last();
    }

    private Thread last() {
        WeakReference<Thread> entered = last;
        return entered == null ? null : entered.get();
    }

    @Override
    final void clear() {
        super.clear();
        if (inside != 0) {
            INSIDE.lazySet(this, 0); // in order before what says that it is in flight
        }
    }
}
