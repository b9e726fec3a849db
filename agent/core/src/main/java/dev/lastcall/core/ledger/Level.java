package dev.lastcall.core.ledger;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

/** One table of a {@link Ledger}. A key may stand in any of the few slots of its window. */
final class Level {
    private static final AtomicReferenceFieldUpdater<Level, Level> NEXT =
            AtomicReferenceFieldUpdater.newUpdater(Level.class, Level.class, "next");

    /** As few as will do: who passes a window that is full looks at as many entries, which are in no cache. */
    private static final int WINDOW = 4;

    private static final int STEP_BITS = 3;

    private final int bits;
    final AtomicReferenceArray<Work> slots;
    volatile Level next;

    Level(int bits) {
        this.bits = bits;
        this.slots = new AtomicReferenceArray<Work>(1 << bits);
    }

    Level next() {
        if (next == null) {
            NEXT.compareAndSet(this, null, new Level(Math.min(bits + STEP_BITS, 28)));
        }
        return next;
    }

    static int hash(Object key) {
        return System.identityHashCode(key) * 0x9E3779B9; // spreads into the high bits, which choose the slot
    }

    /** Looks before it sets: even a compare-and-set that fails takes the line from the core that works on it. */
    boolean put(int hash, Work work) {
        for (int i = 0; i < WINDOW; i++) {
            int at = slot(hash, i);
            if (slots.get(at) == null && slots.compareAndSet(at, null, work)) {
                return true;
            }
        }
        return false;
    }

    int find(int hash, Object key) {
        for (int i = 0; i < WINDOW; i++) {
            int at = slot(hash, i);
            Work work = slots.get(at);
            if (work != null && work.isOf(key)) {
                return at;
            }
        }
        return -1;
    }

    /** The entry that works carried by this object have in common, or null. */
    CarriedWork carriedBy(Object carrier) {
        int hash = hash(carrier);
        for (int i = 0; i < WINDOW; i++) {
            Work work = slots.get(slot(hash, i));
            if (work instanceof CarriedWork && ((CarriedWork) work).isCarriedBy(carrier)) {
                return (CarriedWork) work;
            }
        }
        return null;
    }

    /** The work in this slot, unless it has become another key's since it was found. */
    Work workAt(int at, Object key) {
        Work work = slots.get(at);
        return work != null && work.isOf(key) ? work : null;
    }

    /**
     * Takes this work out, if it is still there: by compare-and-set, because somebody else may have ended the same work
     * and a third one begun another in this slot since it was found.
     */
    boolean drop(int at, Work work) {
        if (slots.compareAndSet(at, work, null)) {
            work.isOver();
            return true;
        }
        return false;
    }

    private int slot(int hash, int i) {
        return ((hash >>> (32 - bits)) + i) & (slots.length() - 1);
    }
}
