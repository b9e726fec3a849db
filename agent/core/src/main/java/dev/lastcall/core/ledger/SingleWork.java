package dev.lastcall.core.ledger;

import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

/** Work whose entry ends with it. */
class SingleWork extends Work {

    private static final AtomicReferenceFieldUpdater<SingleWork, Thread> RUNNER =
            AtomicReferenceFieldUpdater.newUpdater(SingleWork.class, Thread.class, "runner");

    private final long began;
    private volatile Thread runner;

    SingleWork(WorkControl<?> control, Object key, long began) {
        super(control, key);
        this.began = began;
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
