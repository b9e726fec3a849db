package dev.lastcall.core.ledger;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * At most so many at once. Thread-safe, without a lock.
 *
 * <p>Look and increment are one compare-and-set: so never more than {@code most} hold a permit, and nobody is turned away
 * unless that many hold one at that moment. To increment first and take it back would turn away a third on account of a
 * second who has got nothing.
 */
final class Permits {

    private final int most;
    private final AtomicInteger held = new AtomicInteger();

    Permits(int most) {
        this.most = most;
    }

    boolean take() {
        int now = held.get();
        while (now < most) {
            if (held.compareAndSet(now, now + 1)) {
                return true;
            }
            now = held.get();
        }
        return false;
    }

    void giveBack() {
        held.decrementAndGet();
    }

    /** A work that may have one of these. */
    Work work(WorkControl<?> control, Object key, long began) {
        return new LimitedWork(control, key, began, this);
    }
}
