package dev.lastcall.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.core.time.Bell;
import dev.lastcall.core.time.Clock;
import dev.lastcall.core.time.Deadline;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class LedgerTest {
    private static final Deadline FAR = Deadline.in(Clock.SYSTEM, Duration.ofDays(1));

    private final Bell bell = new Bell();
    private final Ledger ledger = new Ledger(Clock.SYSTEM, bell);
    private final WorkControl<Object> control = new Named();

    @Test
    void workWhoseHandlerGoesOnAfterTheResponseEndsWhenTheThreadLeaves() {
        Object request = new Object();
        ledger.begin(control, request);
        ledger.runsOn(request, Thread.currentThread());
        ledger.answered(null, request);
        assertThat(ledger.inFlight()).hasSize(1);
        ledger.leaves(null, request, Thread.currentThread());
        assertThat(ledger.inFlight()).isEmpty();
    }

    @Test
    void workThatNoThreadIsInsideEndsWithItsResponse() {
        Object request = new Object();
        ledger.begin(control, request);
        ledger.runsOn(request, Thread.currentThread());
        ledger.leaves(null, request, Thread.currentThread());
        assertThat(ledger.inFlight()).hasSize(1);
        ledger.answered(null, request);
        assertThat(ledger.inFlight()).isEmpty();
    }

    @Test
    void threadThatLeavesAfterAnotherHasEnteredChangesNothing() {
        Object request = new Object();
        Thread next = new Thread();
        ledger.begin(control, request);
        ledger.runsOn(request, Thread.currentThread());
        ledger.runsOn(request, next);
        ledger.leaves(null, request, Thread.currentThread());
        ledger.answered(null, request);
        assertThat(ledger.inFlight()).hasSize(1);
        ledger.leaves(null, request, next);
        assertThat(ledger.inFlight()).isEmpty();
    }

    @Test
    void workEndsWhenResponseAndHandlerEndAtTheSameMoment() throws Exception {
        AtomicReference<Object> current = new AtomicReference<>();
        AtomicInteger answeredSoFar = new AtomicInteger();
        Thread handler = Thread.currentThread();
        Thread server = new Thread(() -> {
            for (Object seen = null; ; Thread.onSpinWait()) {
                Object request = current.get();
                if (request == handler) {
                    return;
                }
                if (request != seen) {
                    seen = request;
                    ledger.answered(null, request);
                    answeredSoFar.incrementAndGet();
                }
            }
        });
        server.start();
        for (int race = 1; race <= 100_000; race++) {
            Object request = new Object();
            ledger.begin(control, request);
            ledger.runsOn(request, handler);
            current.set(request);
            ledger.leaves(null, request, handler);
            while (answeredSoFar.get() < race) {
                Thread.onSpinWait();
            }
            assertThat(ledger.find(request)).isNull();
        }
        current.set(handler);
        server.join();
        assertThat(ledger.inFlight()).isEmpty();
    }

    @Test
    void drainThatFlipsUnderSixtyFourThreadsHangsNeverAndEndsAtExactlyZero() throws Exception {
        new Flips(ledger, bell, 64, 1000, false).run(() -> asks -> {
            Object request = new Object();
            ledger.begin(control, request);
            asks.run();
            ledger.end(request);
        });
    }

    @Test
    void hundredThousandInFlightAreAllFoundAndAllEnd() {
        List<Object> keys = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            Object key = new Object();
            keys.add(key);
            ledger.begin(control, key);
        }
        assertThat(ledger.inFlight()).hasSize(100_000);
        for (Object key : keys) {
            assertThat(ledger.end(key)).isTrue();
        }
        assertThat(ledger.inFlight()).isEmpty();
    }

    @Test
    void endsAndBeginsOnlyOnce() {
        Object key = new Object();
        assertThat(ledger.end(key)).isFalse();
        ledger.begin(control, key);
        ledger.begin(control, key);
        assertThat(ledger.inFlight()).hasSize(1);
        assertThat(ledger.end(key)).isTrue();
        assertThat(ledger.end(key)).isFalse();
        assertThat(ledger.inFlight()).isEmpty();
    }

    @Test
    void equalKeysThatAreNotTheSameAreTwo() {
        ledger.begin(control, new String("a"));
        ledger.begin(control, new String("a"));
        assertThat(ledger.inFlight()).hasSize(2);
    }

    @Test
    void oneEndOfTwoAtOnceIsTheEndAndNoOtherWorkIsTakenForIt() throws Exception {
        // While one thread ends what another is ending too, others begin new work, perhaps in the slot just cleared.
        for (int round = 0; round < 2_000; round++) {
            Object key = new Object();
            ledger.begin(control, key);
            AtomicLong ends = new AtomicLong();
            CountDownLatch go = new CountDownLatch(1);
            Object[] others = new Object[8];
            Thread ender = new Thread(() -> {
                go.countDown();
                ends.addAndGet(ledger.end(key) ? 1 : 0);
            });
            ender.start();
            go.await();
            ends.addAndGet(ledger.end(key) ? 1 : 0);
            for (int i = 0; i < others.length; i++) {
                others[i] = new Object();
                ledger.begin(control, others[i]);
            }
            ender.join();
            assertThat(ends).hasValue(1);
            for (Object other : others) {
                assertThat(ledger.end(other)).isTrue();
            }
        }
        assertThat(ledger.inFlight()).isEmpty();
    }

    @Test
    void lastEndWakesAWaitingDrain() throws Exception {
        Object key = new Object();
        ledger.begin(control, key);
        ledger.watch(true);
        Thread drain = new Thread(() -> bell.await(FAR, () -> ledger.isIdle(any -> true)));
        drain.start();
        ledger.end(key);
        drain.join();
        assertThat(ledger.inFlight()).isEmpty();
    }

    /** As with pipelined requests: at every moment one of two works is in flight, now in this slot, now in that one. */
    @Test
    void isNotIdleWhileOneWorkAlwaysBeginsBeforeTheOtherEnds() throws Exception {
        Object[] keys = {new Object(), new Object()};
        ledger.watch(true);
        ledger.begin(control, keys[0]);
        AtomicBoolean stop = new AtomicBoolean();
        Thread server = new Thread(() -> {
            for (int turn = 1; !stop.get(); turn++) {
                ledger.begin(control, keys[turn % 2]);
                ledger.end(keys[(turn + 1) % 2]);
            }
        });
        server.start();
        int missed = 0;
        for (int look = 0; look < 2_000 || missed == 0; look++) {
            assertThat(ledger.isIdle(any -> true)).isFalse();
            missed += ledger.inFlight().isEmpty() ? 1 : 0; // what one look at each slot does not tell
        }
        stop.set(true);
        server.join();
        ledger.end(keys[0]);
        ledger.end(keys[1]);
        assertThat(ledger.isIdle(any -> true)).isTrue();
    }

    @Test
    void knowsTheThreadThatIsInTheHandler() {
        Object key = new Object();
        ledger.begin(control, key);
        ledger.runsOn(key, Thread.currentThread());
        assertThat(ledger.find(key).runner()).isSameAs(Thread.currentThread());
        ledger.runsOnNone(key);
        assertThat(ledger.find(key).runner()).isNull();
    }

    @Test
    void oldWorkIsStillInFlightButKeepsNothingAlive() throws Exception {
        Object held = new Object();
        ledger.begin(control, held);
        WeakReference<Object> abandoned = beginAndAbandon();
        ledger.weaken(System.nanoTime() + 1);
        while (abandoned.get() != null) {
            System.gc();
            Thread.onSpinWait();
        }
        assertThat(ledger.inFlight())
                .singleElement()
                .satisfies(work -> assertThat(work.key()).isSameAs(held));
        ledger.weaken(System.nanoTime() + 1);
        assertThat(ledger.end(held)).isTrue();
        assertThat(ledger.inFlight()).isEmpty();
    }

    private WeakReference<Object> beginAndAbandon() {
        Object key = new Object();
        ledger.begin(control, key);
        return new WeakReference<>(key);
    }

    @Test
    void youngWorkIsHeldAlthoughNobodyElseHoldsIt() {
        WeakReference<Object> young = beginAndAbandon();
        ledger.weaken(System.nanoTime() - Duration.ofMinutes(1).toNanos());
        System.gc();
        assertThat(young.get()).isNotNull();
        assertThat(ledger.inFlight()).hasSize(1);
    }

    @Test
    void workOfALineThatIsSwitchedOffIsForgotten() {
        ledger.begin(control, new Object());
        ledger.forget((Class<?> type) -> type != control.getClass());
        assertThat(ledger.inFlight()).hasSize(1);
        ledger.forget((Class<?> type) -> type == control.getClass());
        assertThat(ledger.inFlight()).isEmpty();
    }

    private static final class Named implements WorkControl<Object> {
        @Override
        public String describe(Object key) {
            return "work";
        }

        @Override
        public boolean answer(Object key) {
            return false;
        }
    }
}
