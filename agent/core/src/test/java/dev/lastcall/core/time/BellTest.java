package dev.lastcall.core.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BellTest {
    private static final Deadline FAR = Deadline.in(Clock.SYSTEM, Duration.ofDays(1));

    private final Bell bell = new Bell();

    @Test
    void noWakeUpIsLostHoweverTheRingFallsIntoTheWait() throws Exception {
        // A lost one shows as a hang: only the ring can end the wait. The spin moves the ring through the whole of it.
        AtomicInteger round = new AtomicInteger();
        CyclicBarrier together = new CyclicBarrier(2);
        int rounds = 20_000;
        CompletableFuture<Void> ringer = CompletableFuture.runAsync(() -> {
            try {
                for (int i = 1; i <= rounds; i++) {
                    together.await();
                    for (int spin = 0; spin < i % 200; spin++) {
                        Thread.onSpinWait();
                    }
                    round.set(i);
                    bell.ring();
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        for (int i = 1; i <= rounds; i++) {
            int expected = i;
            together.await();
            assertThat(bell.await(FAR, () -> round.get() == expected)).isTrue();
        }
        ringer.get(10, TimeUnit.SECONDS);
        assertThat(bell.isAwaited()).isFalse();
    }

    @Test
    void waitEndsAtTheDeadlineWithoutARing() {
        assertThat(bell.await(Deadline.in(Clock.SYSTEM, Duration.ofMillis(5)), () -> false))
                .isFalse();
    }

    @Test
    void deadlineThatIsBroughtForwardEndsTheWaitAtTheRing() throws Exception {
        Deadline deadline = Deadline.in(Clock.SYSTEM, Duration.ofDays(1));
        Deadline derived = deadline.within(Duration.ofHours(1));
        CompletableFuture<Boolean> held = CompletableFuture.supplyAsync(() -> bell.await(derived, () -> false));
        while (!bell.isAwaited()) {
            Thread.onSpinWait();
        }
        deadline.bringForward(Duration.ZERO);
        bell.ring();
        assertThat(held.get(20, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void interruptEndsTheWaitAndStaysSet() throws Exception {
        AtomicBoolean stillSet = new AtomicBoolean();
        Thread waiter = new Thread(() -> {
            bell.await(FAR, () -> false);
            stillSet.set(Thread.currentThread().isInterrupted());
        });
        waiter.start();
        waiter.interrupt();
        waiter.join();
        assertThat(stillSet).isTrue();
    }

    @Test
    void allWhoWaitAreWoken() throws Exception {
        AtomicBoolean open = new AtomicBoolean();
        List<Thread> waiters = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Thread waiter = new Thread(() -> bell.await(FAR, open::get));
            waiter.start();
            waiters.add(waiter);
        }
        open.set(true);
        bell.ring();
        for (Thread waiter : waiters) {
            waiter.join();
        }
        assertThat(bell.isAwaited()).isFalse();
    }
}
