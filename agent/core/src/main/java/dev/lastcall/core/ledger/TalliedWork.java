package dev.lastcall.core.ledger;

import java.util.concurrent.atomic.AtomicInteger;

/** Work of whose kind the ledger keeps the number. */
final class TalliedWork extends SingleWork {

    /** How many there are; counted up before it can be found, and down once, by whoever takes it out of its slot. */
    private final AtomicInteger all;

    TalliedWork(WorkControl<?> control, Object key, long began, AtomicInteger all) {
        super(control, key, began);
        this.all = all;
        all.incrementAndGet();
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
