package dev.lastcall.core.ledger;

import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

/**
 * Work of which only so much may go on at once.
 *
 * <p>It leaves the ledger by one compare-and-set, whatever ended it: an answer, an abort, an error. Its state then becomes
 * OVER, also by one exchange: a permit that is there by then is given back by that exchange, and one that comes later finds
 * OVER and is given back by who took it. So each permit comes back once.
 */
final class LimitedWork extends SingleWork {

    private enum State {
        WITHOUT,
        HOLDING,
        OVER
    }

    private static final AtomicReferenceFieldUpdater<LimitedWork, State> STATE =
            AtomicReferenceFieldUpdater.newUpdater(LimitedWork.class, State.class, "state");

    private final Permits permits;
    private volatile State state = State.WITHOUT;

    LimitedWork(WorkControl<?> control, Object key, long began, Permits permits) {
        super(control, key, began, null);
        this.permits = permits;
    }

    /** Asked a second time, as when a request is dispatched to an error page, it says the same. */
    @Override
    public boolean mayPass() {
        if (state != State.WITHOUT) { // if it is over, nobody waits for an answer
            return true;
        }
        if (!permits.take()) {
            return false;
        }
        keep();
        return true;
    }

    private void keep() {
        if (!STATE.compareAndSet(this, State.WITHOUT, State.HOLDING)) {
            permits.giveBack();
        }
    }

    @Override
    void isOver() {
        if (STATE.getAndSet(this, State.OVER) == State.HOLDING) {
            permits.giveBack();
        }
    }

    /** The same request, counted anew: what it holds it keeps. */
    @Override
    void isReplacedBy(Work newer) {
        if (STATE.getAndSet(this, State.OVER) == State.HOLDING) {
            ((LimitedWork) newer).keep();
        }
    }
}
