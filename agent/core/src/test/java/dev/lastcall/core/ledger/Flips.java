package dev.lastcall.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.core.time.Bell;
import dev.lastcall.core.time.Clock;
import dev.lastcall.core.time.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Trap 1: every round a drain closes the gate and waits until nothing is in flight, then opens it again. Whoever counts
 * first and asks second is either waited for or turned away.
 *
 * @param between whether nobody watches between two drains
 */
record Flips(Ledger ledger, Bell bell, int threads, int rounds, boolean between) {
    /** The works of one thread. */
    interface Works {
        /** Begins one, or several at once, runs what asks whether it may be served, and ends what it has begun. */
        void next(Runnable asks);
    }

    private static final Deadline FAR = Deadline.in(Clock.SYSTEM, Duration.ofDays(1));

    /** @param works asked by each thread for its own */
    void run(Supplier<Works> works) throws InterruptedException {
        AtomicBoolean closed = new AtomicBoolean();
        AtomicBoolean stop = new AtomicBoolean();
        AtomicLong served = new AtomicLong();
        AtomicLong servedWhileIdle = new AtomicLong();
        AtomicBoolean idle = new AtomicBoolean();
        List<Thread> all = new ArrayList<>();
        CountDownLatch running = new CountDownLatch(threads);
        for (int i = 0; i < threads; i++) {
            Thread thread = new Thread(() -> {
                Works mine = works.get();
                running.countDown();
                while (!stop.get()) {
                    mine.next(() -> {
                        if (!closed.get()) {
                            served.incrementAndGet();
                            if (idle.get()) {
                                servedWhileIdle.incrementAndGet();
                            }
                        }
                    });
                    if (closed.get()) {
                        Thread.yield();
                    }
                }
            });
            thread.start();
            all.add(thread);
        }
        running.await();
        for (int round = 0; round < rounds; round++) {
            ledger.watch(true);
            closed.set(true);
            assertThat(bell.await(FAR, () -> ledger.isIdle(any -> true))).isTrue();
            idle.set(true);
            Thread.yield();
            idle.set(false);
            closed.set(false);
            if (between) {
                ledger.watch(false);
                Thread.yield();
            }
        }
        stop.set(true);
        for (Thread thread : all) {
            thread.join();
        }
        assertThat(ledger.inFlight()).isEmpty();
        assertThat(servedWhileIdle).hasValue(0);
        assertThat(served.get()).isPositive();
    }
}
