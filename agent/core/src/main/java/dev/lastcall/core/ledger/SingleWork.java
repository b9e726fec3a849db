package dev.lastcall.core.ledger;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

/** Work whose entry ends with it. */
class SingleWork extends Work {

    private static final AtomicReferenceFieldUpdater<SingleWork, Thread> RUNNER =
            AtomicReferenceFieldUpdater.newUpdater(SingleWork.class, Thread.class, "runner");

    private final long began;
    private volatile Thread runner;

    /** How many of its kind there are; counted up before it can be found, and down once, by whoever takes it out of its slot. */
    private final AtomicInteger tally;

    /** @param tally null if nobody wants to know */
    SingleWork(WorkControl<?> control, Object key, long began, AtomicInteger tally) {
        super(control, key);
        this.began = began;
        this.tally = tally;
        if (tally != null) {
            tally.incrementAndGet();
        }
    }

    @Override
    void isOver() {
        if (tally != null) {
            tally.decrementAndGet();
        }
    }

    @Override
    void isReplacedBy(Work newer) {
        isOver();
    }

    @Override
    public final long began() {
        return began;
    }

    @Override
    final Thread toldRunner() {
        return runner;
    }

    @Override
    final void runOn(Thread thread) {
        runner = thread;
    }

    @Override
    final boolean leave(Thread thread) {
        return RUNNER.compareAndSet(this, thread, null);
    }
}
