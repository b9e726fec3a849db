package dev.lastcall.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.lastcall.core.time.Bell;
import dev.lastcall.core.time.Clock;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class KeptWorkTest {
    private static final int REQUESTS = 100_000;

    private final Bell bell = new Bell();
    private final Ledger ledger = new Ledger(Clock.SYSTEM, bell);
    private final WorkControl<Object> control = new Channels();

    /** What a library knows its requests by. */
    Object newChannel() {
        return new Object();
    }

    @Test
    void aKeyThatIsUsedAgainHasOneEntryAndAllocatesNothing() {
        Object channel = newChannel();
        ledger.begin(control, channel);
        Work entry = ledger.find(channel);
        requests(channel); // loads and links
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(self);
        requests(channel);
        assertThat((threads.getThreadAllocatedBytes(self) - before) / REQUESTS).isZero();
        ledger.begin(control, channel);
        assertThat(ledger.inFlight()).containsExactly(entry);
        assertThat(ledger.find(channel)).isSameAs(entry);
    }

    private void requests(Object channel) {
        for (int i = 0; i < REQUESTS; i++) {
            ledger.begin(control, channel);
            ledger.end(channel);
        }
    }

    @Test
    void anEntryThatRestsIsNotInFlightAndKnowsNothingOfTheWorkBefore() {
        Object channel = newChannel();
        ledger.begin(control, channel);
        ledger.runsOn(channel, Thread.currentThread());
        ledger.find(channel).setAnswered();
        assertThat(ledger.end(channel)).isTrue();
        assertThat(ledger.end(channel)).isFalse();
        assertThat(ledger.inFlight()).isEmpty();
        assertThat(ledger.find(channel)).isNull();
        ledger.begin(control, channel);
        assertThat(ledger.find(channel).runner()).isNull();
        assertThat(ledger.find(channel).isAnswered()).isFalse();
        ledger.begin(control, channel);
        assertThat(ledger.inFlight()).hasSize(1);
        assertThat(ledger.end(channel)).isTrue();
        assertThat(ledger.inFlight()).isEmpty();
    }

    @Test
    void theRunnerIsWhoEnteredLastAndHasNotLeft() throws Exception {
        Object channel = newChannel();
        Thread other = new Thread(() -> {});
        ledger.begin(control, channel);
        Work entry = ledger.find(channel);
        assertThat(entry.leave(other)).isFalse();
        ledger.runsOn(channel, Thread.currentThread());
        assertThat(entry.runner()).isSameAs(Thread.currentThread());
        ledger.runsOn(channel, other); // dispatched, while this one is on its way out
        assertThat(entry.leave(Thread.currentThread())).isFalse();
        assertThat(entry.runner()).isSameAs(other);
        ledger.leaves(null, channel, other);
        assertThat(entry.runner()).isNull();
        assertThat(entry.leave(other)).isFalse();
        ledger.runsOn(channel, other);
        ledger.runsOnNone(channel);
        assertThat(entry.runner()).isNull();
        assertThat(ledger.inFlight()).containsExactly(entry);
        ledger.answered(null, channel);
        assertThat(ledger.inFlight()).isEmpty();
    }

    @Test
    void theThreadThatEntersIsNotTakenForTheOneThatLeavesAtTheSameTime() throws Exception {
        Object channel = newChannel();
        ledger.begin(control, channel);
        Work entry = ledger.find(channel);
        Thread self = Thread.currentThread();
        AtomicReference<Thread> other = new AtomicReference<>();
        Runnable enters = () -> {
            other.set(Thread.currentThread());
            ledger.runsOn(channel, Thread.currentThread());
        };
        new Duel(20_000, enters)
                .run(
                        round -> ledger.runsOn(channel, self),
                        () -> entry.leave(self),
                        round -> assertThat(entry.runner()).isSameAs(other.get()));
    }

    @Test
    void anotherControlOfTheSameKeyGetsAnEntryOfItsOwn() {
        Object channel = newChannel();
        WorkControl<Object> other = new Channels();
        ledger.begin(control, channel);
        ledger.end(channel);
        ledger.begin(other, channel);
        assertThat(ledger.inFlight()).singleElement().matches(work -> work.isUnder(other));
        assertThat(ledger.end(channel)).isTrue();
        assertThat(ledger.inFlight()).isEmpty();
    }

    @Test
    void whatADrainHasSeenNeverTurnsIntoTheNextWorkOfItsKey() {
        Object channel = newChannel();
        ledger.begin(control, channel);
        ledger.watch(true);
        List<Work> stragglers = ledger.inFlight();
        assertThat(ledger.end(channel)).isTrue();
        ledger.begin(control, channel);
        assertThat(ledger.inFlight()).hasSize(1).doesNotContainAnyElementsOf(stragglers);
        assertThat(ledger.end(channel)).isTrue();
        assertThat(ledger.inFlight()).isEmpty();
    }

    @Test
    void anEntryThatADrainHasDroppedIsNotUsedAgain() {
        Object channel = newChannel();
        ledger.begin(control, channel);
        Work dropped = ledger.find(channel);
        ledger.watch(true);
        assertThat(ledger.end(channel)).isTrue();
        ledger.watch(false);
        ledger.begin(control, channel);
        assertThat(ledger.inFlight()).hasSize(1).doesNotContain(dropped);
        assertThat(ledger.end(channel)).isTrue();
    }

    @Test
    void workThatBeginsWhileSomebodyWatchesIsFoundThoughItsKeysEntryRests() {
        Object channel = newChannel();
        ledger.begin(control, channel);
        Work resting = ledger.find(channel);
        ledger.end(channel);
        ledger.watch(true);
        assertThat(ledger.find(channel)).isNull();
        ledger.begin(control, channel);
        Work begun = ledger.find(channel);
        assertThat(begun).isNotNull().isNotSameAs(resting);
        ledger.watch(false);
        assertThat(ledger.find(channel)).isSameAs(begun);
        assertThat(ledger.end(channel)).isTrue();
        assertThat(ledger.find(channel)).isNull();
    }

    @Test
    void workThatIsForgottenIsNotInFlightAndItsKeyCanBeUsedAgain() {
        Object channel = newChannel();
        ledger.begin(control, channel);
        ledger.forget(control);
        assertThat(ledger.find(channel)).isNull();
        assertThat(ledger.end(channel)).isFalse();
        ledger.begin(control, channel);
        assertThat(ledger.inFlight()).hasSize(1);
    }

    @Test
    void theLibraryTellsTheAge() {
        ledger.begin(control, newChannel());
        long began = ledger.inFlight().get(0).began();
        long age = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
        assertThat(age).isBetween(Channels.AGE, Channels.AGE + TimeUnit.MINUTES.toMillis(1));
    }

    @Test
    void anAgeThatTheLibraryCannotTellIsNone() {
        Object channel = newChannel();
        ledger.begin(
                new Channels() {
                    @Override
                    public long ageMillis(Object any) {
                        throw new IllegalStateException("recycled");
                    }
                },
                channel);
        long before = System.nanoTime();
        assertThat(ledger.find(channel).began() - before).isNotNegative();
    }

    @Test
    void manyMoreThanAreKeptAreAllFoundAndAllEndTimeAndAgain() {
        List<Object> channels = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            channels.add(newChannel());
        }
        for (int round = 0; round < 3; round++) {
            channels.forEach(channel -> ledger.begin(control, channel));
            assertThat(ledger.inFlight()).hasSize(channels.size());
            for (Object channel : channels) {
                assertThat(ledger.end(channel)).isTrue();
            }
            assertThat(ledger.inFlight()).isEmpty();
        }
    }

    @Test
    void aKeyThatNobodyHoldsIsForgottenAndItsEntryIsFreeForOthers() {
        for (int round = 0; round < 3; round++) {
            WeakReference<Object> last = null;
            for (int i = 0; i < 5_000; i++) {
                Object channel = newChannel();
                ledger.begin(control, channel);
                last = new WeakReference<>(channel);
                if (i % 2 == 0) {
                    ledger.end(channel);
                }
            }
            while (last.get() != null) {
                ledger.weaken(System.nanoTime() + 1);
                System.gc();
            }
            ledger.weaken(System.nanoTime() + 1);
            assertThat(ledger.inFlight()).isEmpty();
            Object kept = newChannel();
            ledger.begin(control, kept);
            Work entry = ledger.find(kept);
            assertThat(entry.isKept()).isTrue();
            ledger.end(kept);
            ledger.begin(control, kept);
            assertThat(ledger.find(kept)).isSameAs(entry);
            ledger.end(kept);
        }
    }

    @Test
    void drainsThatFlipUnderChannelsInUseHangNeverAndEndAtExactlyZero() throws Exception {
        // One key a thread, and times between two drains in which nobody watches and entries rest.
        new Flips(ledger, bell, 8, 300, true).run(() -> {
            Object channel = newChannel();
            return asks -> {
                ledger.begin(control, channel);
                asks.run();
                ledger.end(channel);
            };
        });
    }

    @Test
    void oneEndOfTwoAtOnceIsTheEnd() throws Exception {
        Object channel = newChannel();
        AtomicInteger ends = new AtomicInteger();
        Runnable end = () -> ends.addAndGet(ledger.end(channel) ? 1 : 0);
        new Duel(20_000, end)
                .run(
                        round -> {
                            ledger.watch(round % 3 == 0);
                            ledger.begin(control, channel);
                        },
                        end,
                        round -> assertThat(ends).hasValue(round));
        assertThat(ledger.inFlight()).isEmpty();
    }

    private static class Channels implements KeptControl<Object> {
        static final long AGE = 3_600_000;

        @Override
        public long ageMillis(Object channel) {
            return AGE;
        }

        @Override
        public String describe(Object channel) {
            return "request";
        }

        @Override
        public boolean answer(Object channel) {
            return false;
        }
    }
}
