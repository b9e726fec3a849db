package dev.lastcall.core.time;

import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Wakes those who wait for a condition. Whoever may have made a condition true rings <em>after</em> the change; ringing
 * takes no lock and costs an increment and one read of an empty array while nobody waits.
 *
 * <p>No wake-up is lost: a waiter adds its thread before it reads the condition. A change that this read missed was made
 * after it, so the ring that follows the change finds the thread, and the permit of {@code unpark} outlives a late park.
 */
public final class Bell {

    private final CopyOnWriteArrayList<Thread> waiting = new CopyOnWriteArrayList<Thread>();
    private final AtomicLong rings = new AtomicLong();

    public void ring() {
        rings.incrementAndGet();
        for (Thread thread : waiting) {
            LockSupport.unpark(thread);
        }
    }

    /** How often it was rung: unchanged means that nothing has ended that rings. */
    public long rings() {
        return rings.get();
    }

    public boolean isAwaited() {
        return !waiting.isEmpty();
    }

    /**
     * Waits until the condition holds, the deadline has passed, or the thread is interrupted (which is left set).
     *
     * @return whether the condition held when last read
     */
    public boolean await(Deadline deadline, BooleanSupplier condition) {
        Thread self = Thread.currentThread();
        waiting.add(self);
        try {
            while (!condition.getAsBoolean()) {
                long left = deadline.nanosLeft();
                if (left <= 0 || self.isInterrupted()) {
                    return condition.getAsBoolean();
                }
                LockSupport.parkNanos(this, left);
            }
            return true;
        } finally {
            waiting.remove(self);
        }
    }
}
