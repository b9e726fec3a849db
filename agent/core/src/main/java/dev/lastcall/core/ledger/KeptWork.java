package dev.lastcall.core.ledger;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/**
 * The works, one after the other, of a key that is used again and again, as a connection's channel is for its requests. The
 * key is held weakly: who lets go of it will not end it either.
 *
 * <p>Nothing is lost between two works. A begin makes {@code inFlight} true before it asks the gate; an end makes it false
 * and then reads {@code watched}: as with an entry that is put and taken out. While a drain watches no entry is used
 * again, so what it has seen as a straggler never turns into another request; a begin that has just read that nobody
 * watches finds the entry resting, so no drain has seen it.
 */
final class KeptWork extends LastingWork {

    private static final AtomicIntegerFieldUpdater<KeptWork> IN_FLIGHT =
            AtomicIntegerFieldUpdater.newUpdater(KeptWork.class, "inFlight");

    /** 1 or 0; written after all else that a begin writes. */
    private volatile int inFlight = 1;

    KeptWork(WorkControl<?> control, Object key, KeptEntries home) {
        super(control, new WeakKey(key), home);
    }

    /** The entry of this key, if that is where it can be kept; see {@link LastingWork#tagOf}. */
    static KeptWork taggedTo(Object key) {
        LastingWork tagged = tagOf(key);
        return tagged instanceof KeptWork ? (KeptWork) tagged : null;
    }

    @Override
    public long began() {
        return home.clock.nanos() - TimeUnit.MILLISECONDS.toNanos(Math.max(0, ageMillis()));
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

    /** It is weak from the start. */
    @Override
    void weakenIfBefore(long moment) {}

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
        inFlight = 1;
        return true;
    }

    @Override
    boolean rest() {
        return inFlight != 0 && IN_FLIGHT.compareAndSet(this, 1, 0);
    }
}
