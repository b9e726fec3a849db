package dev.lastcall.core.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The tables of a {@link Ledger}. What finds no room in one goes to the next, which is eight times as large. Thread-safe. */
final class Levels {

    /** 32 kB. With a thousand in flight a look into a window seldom meets the work of another. */
    static final int SMALLEST_BITS = 13;

    final Level first = new Level(SMALLEST_BITS);

    void put(int hash, Work work) {
        Level level = first;
        while (!level.put(hash, work)) {
            level = level.next();
        }
    }

    /** The entry of this key, if it is in flight; else null. */
    Work find(Object key) {
        int hash = Level.hash(key);
        for (Level level = first; level != null; level = level.next) {
            int at = level.find(hash, key);
            Work work = at < 0 ? null : level.workAt(at, key);
            if (work != null && work.isInFlight()) {
                return work;
            }
        }
        return null;
    }

    /** What is in flight, one slot after the other. */
    List<Work> inFlight() {
        final List<Work> found = new ArrayList<Work>();
        dropIf(new Predicate<Work>() {
            @Override
            public boolean test(Work work) {
                if (work.isInFlight() && work.key() != null) {
                    found.add(work);
                }
                return false;
            }
        });
        return found;
    }

    /** Goes through all entries, those at rest too, and takes out those to which this says yes. */
    void dropIf(Predicate<? super Work> isToGo) {
        for (Level level = first; level != null; level = level.next) {
            for (int i = 0; i < level.slots.length(); i++) {
                Work work = level.slots.get(i);
                if (work != null && isToGo.test(work)) {
                    level.drop(i, work);
                }
            }
        }
    }
}
