package dev.lastcall.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.core.time.Bell;
import dev.lastcall.core.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A ledger in which no more than {@code MOST} requests may pass at once. */
@Timeout(120)
class PermitsTest {
    private static final int MOST = 3;

    private final Ledger ledger = new Ledger(Clock.SYSTEM, new Bell(), MOST);
    private final WorkControl<Object> control = new Named();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void requestThatEndsMakesRoomForOne() {
        List<Object> passed = List.of(begin(), begin(), begin());
        assertThat(passed).allMatch(this::passes);
        Object refused = begin();
        assertThat(passes(refused)).isFalse();
        ledger.end(refused);
        assertThat(passes(begin())).isFalse();
        ledger.end(passed.get(0));
        ledger.end(passed.get(0));
        assertThat(passes(begin())).isTrue();
        assertThat(passes(begin())).isFalse();
    }

    @Test
    void requestWhoseKeyIsUsedAgainKeepsItsPermitAndTakesNoSecondOne() {
        Object reused = begin();
        assertThat(passes(reused)).isTrue();
        ledger.begin(control, reused);
        assertThat(passes(reused)).isTrue();
        assertThat(List.of(begin(), begin())).allMatch(this::passes);
        assertThat(passes(begin())).isFalse();
        ledger.end(reused);
        assertThat(passes(begin())).isTrue();
    }

    @Test
    void requestsOfALineThatIsSwitchedOffGiveTheirPermitsBack() {
        for (int i = 0; i < MOST; i++) {
            assertThat(passes(begin())).isTrue();
        }
        ledger.forget(control);
        assertThat(passes(begin())).isTrue();
    }

    /** Two threads and one request: one lets it pass while the other sees its connection break. */
    @Test
    void permitComesBackWhetherItIsTakenBeforeOrAfterTheEnd() throws Exception {
        CyclicBarrier start = new CyclicBarrier(2);
        for (int race = 0; race < 20_000; race++) {
            Object key = begin();
            Work work = ledger.find(key);
            Future<?> end = threads.submit(() -> {
                start.await();
                return ledger.end(key);
            });
            start.await();
            work.mayPass();
            end.get();
        }
        for (int i = 0; i < MOST; i++) {
            assertThat(passes(begin())).isTrue();
        }
        assertThat(passes(begin())).isFalse();
    }

    @Test
    void underContentionAsManyPassAsMayAndNoneMore() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger passed = new AtomicInteger();
        List<Future<?>> runs = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            runs.add(threads.submit(() -> {
                for (int turn = 0; turn < 20_000; turn++) {
                    Object key = begin();
                    if (passes(key)) {
                        passed.incrementAndGet();
                        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                        if (ThreadLocalRandom.current().nextInt(8) == 0) {
                            Thread.yield();
                        }
                        inside.decrementAndGet();
                    }
                    ledger.end(key);
                }
            }));
        }
        for (Future<?> run : runs) {
            run.get();
        }
        assertThat(most.get()).isLessThanOrEqualTo(MOST);
        assertThat(passed.get()).isPositive();
        for (int i = 0; i < MOST; i++) {
            assertThat(passes(begin())).isTrue();
        }
        assertThat(passes(begin())).isFalse();
    }

    /** As many threads as there are permits. */
    @Test
    void nobodyIsRefusedWhileThereIsRoom() throws Exception {
        List<Future<Integer>> runs = new ArrayList<>();
        for (int i = 0; i < MOST; i++) {
            runs.add(threads.submit(() -> {
                int refused = 0;
                for (int turn = 0; turn < 100_000; turn++) {
                    Object key = begin();
                    refused += passes(key) ? 0 : 1;
                    ledger.end(key);
                }
                return refused;
            }));
        }
        for (Future<Integer> run : runs) {
            assertThat(run.get()).isZero();
        }
    }

    private Object begin() {
        Object key = new Object();
        ledger.begin(control, key);
        return key;
    }

    private boolean passes(Object key) {
        return ledger.find(key).mayPass();
    }

    private static final class Named implements WorkControl<Object> {
        @Override
        public String describe(Object key) {
            return "request";
        }

        @Override
        public boolean answer(Object key) {
            return false;
        }
    }
}
