package dev.lastcall.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.lastcall.core.time.Bell;
import dev.lastcall.core.time.Clock;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests, each with a key of its own, that connections carry. */
@Timeout(120)
class CarriedWorkTest {
    private static final int REQUESTS = 100_000;

    private final Bell bell = new Bell();
    private final Ledger ledger = new Ledger(Clock.SYSTEM, bell);
    private final Object connection = newConnection();

    private final WorkControl<Object> control = new WorkControl<>() {
        @Override
        public String describe(Object request) {
            return request.toString();
        }

        @Override
        public boolean answer(Object request) {
            return false;
        }
    };

    /** Of the library's. */
    Object newConnection() {
        return new Object();
    }

    private void begin(Object request) {
        ledger.begin(control, connection, request, null);
    }

    private Work find(Object request) {
        return ledger.find(connection, request);
    }

    private boolean end(Object request) {
        return ledger.end(connection, request);
    }

    @Test
    void requestsOneAfterTheOtherHaveOneEntryAndAllocateNothing() {
        String first = "GET /1";
        begin(first);
        Work entry = find(first);
        assertThat(ledger.inFlight()).containsExactly(entry);
        assertThat(entry.describe()).isEqualTo(first);
        assertThat(end(first)).isTrue();
        assertThat(ledger.inFlight()).isEmpty();
        assertThat(end(first)).isFalse();
        String second = "GET /2";
        begin(second);
        assertThat(find(second)).isSameAs(entry);
        assertThat(entry.describe()).isEqualTo(second);
        assertThat(find(first)).isNull();
        assertThat(end(first)).isFalse();
        assertThat(ledger.inFlight()).containsExactly(entry);
        assertThat(end(second)).isTrue();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        requests(first);
        long before = threads.getThreadAllocatedBytes(self);
        requests(first);
        assertThat((threads.getThreadAllocatedBytes(self) - before) / REQUESTS).isZero();
    }

    private void requests(Object request) {
        Thread self = Thread.currentThread();
        for (int i = 0; i < REQUESTS; i++) {
            ledger.begin(control, connection, request, self);
            ledger.answered(connection, request);
            ledger.leaves(connection, request, self);
        }
    }

    @Test
    void aRequestThatBeginsTooEarlyHasAnEntryOfItsOwnToItsEnd() {
        begin("1");
        begin("2");
        Work beside = find("2");
        assertThat(find("1")).isNotSameAs(beside);
        assertThat(ledger.inFlight()).hasSize(2);
        assertThat(end("1")).isTrue();
        assertThat(ledger.inFlight()).containsExactly(beside);
        begin("3");
        assertThat(find("2")).isSameAs(beside);
        assertThat(ledger.runsOn(connection, "2", Thread.currentThread())).isTrue();
        assertThat(beside.runner()).isSameAs(Thread.currentThread());
        assertThat(end("2")).isTrue();
        assertThat(end("2")).isFalse();
        assertThat(ledger.inFlight()).containsExactly(find("3"));
        assertThat(end("3")).isTrue();
        assertThat(ledger.inFlight()).isEmpty();
        assertThat(ledger.runsOn(connection, "3", Thread.currentThread())).isFalse();
    }

    @Test
    void whoeverComesLastEndsTheRequestAndNotTheNextOne() {
        Thread handler = new Thread(() -> {});
        ledger.begin(control, connection, "1", handler);
        ledger.answered(connection, "1");
        ledger.begin(control, connection, "2", handler); // while the handler of the first goes on
        ledger.answered(connection, "1");
        assertThat(ledger.inFlight()).extracting(Work::describe).containsExactlyInAnyOrder("1", "2");
        ledger.leaves(connection, "1", handler);
        ledger.begin(control, connection, "3", null);
        ledger.leaves(connection, "1", handler);
        ledger.answered(connection, "1");
        assertThat(ledger.inFlight()).extracting(Work::describe).containsExactlyInAnyOrder("2", "3");
        ledger.answered(connection, "3");
        ledger.answered(connection, "2");
        assertThat(ledger.inFlight()).extracting(Work::describe).containsExactly("2");
        ledger.leaves(connection, "2", handler);
        assertThat(ledger.inFlight()).isEmpty();
    }

    @Test
    void aConnectionCanBeAKeyItself() {
        begin("1");
        ledger.begin(control, connection);
        assertThat(ledger.inFlight()).hasSize(2);
        assertThat(end("1")).isTrue();
        assertThat(ledger.inFlight()).containsExactly(ledger.find(connection));
        begin("2");
        assertThat(ledger.end(connection)).isTrue();
        assertThat(ledger.inFlight()).containsExactly(find("2"));
    }

    @Test
    void whatADrainHasSeenNeverTurnsIntoTheNextRequest() {
        begin("1");
        ledger.watch(true);
        List<Work> stragglers = ledger.inFlight();
        assertThat(end("1")).isTrue();
        begin("2");
        assertThat(ledger.inFlight()).hasSize(1).doesNotContainAnyElementsOf(stragglers);
        ledger.watch(false);
        assertThat(end("2")).isTrue();
        begin("3");
        assertThat(ledger.inFlight()).isEqualTo(stragglers);
    }

    @Test
    void aRequestWithoutAConnectionIsCountedToo() {
        ledger.begin(control, null, "1", Thread.currentThread());
        assertThat(ledger.find(null, "1").runner()).isSameAs(Thread.currentThread());
        ledger.answered(null, "1");
        ledger.leaves(null, "1", Thread.currentThread());
        assertThat(ledger.inFlight()).isEmpty();
    }

    @Test
    void withALimitEveryRequestHasItsPermit() {
        Ledger limited = new Ledger(Clock.SYSTEM, bell, 1);
        limited.begin(control, connection, "1", null);
        limited.begin(control, newConnection(), "2", null);
        assertThat(limited.find(connection, "1").mayPass()).isTrue();
        assertThat(limited.find(connection, "2").mayPass()).isFalse();
        assertThat(limited.end(connection, "1")).isTrue();
        assertThat(limited.end(connection, "2")).isTrue();
        limited.begin(control, connection, "3", null);
        assertThat(limited.find(connection, "3").mayPass()).isTrue();
    }

    @Test
    void manyMoreConnectionsThanAreKeptAreAllCountedTimeAndAgain() {
        List<Object> connections = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            connections.add(newConnection());
        }
        for (int round = 0; round < 3; round++) {
            List<Object> requests = new ArrayList<>();
            for (Object each : connections) {
                Object request = new Object();
                ledger.begin(control, each, request, null);
                requests.add(request);
            }
            assertThat(ledger.inFlight()).hasSize(connections.size());
            for (int i = 0; i < connections.size(); i++) {
                assertThat(ledger.end(connections.get(i), requests.get(i))).isTrue();
            }
            assertThat(ledger.inFlight()).isEmpty();
        }
    }

    @Test
    void whatTheApplicationLetsGoOfIsForgottenWithItsConnection() {
        List<WeakReference<Object>> gone = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            Object carrier = newConnection();
            Object request = List.of(carrier); // refers to its connection, as real ones do
            ledger.begin(control, carrier, request, null);
            gone.add(new WeakReference<>(carrier));
            gone.add(new WeakReference<>(request));
        }
        begin("lives");
        while (gone.stream().anyMatch(each -> each.get() != null)) {
            ledger.weaken(System.nanoTime() + 1);
            System.gc();
        }
        ledger.weaken(System.nanoTime() + 1);
        assertThat(ledger.inFlight()).containsExactly(find("lives"));
        assertThat(end("lives")).isTrue();
        Object next = newConnection();
        ledger.begin(control, next, "next", null);
        assertThat(ledger.find(next, "next")).isInstanceOf(CarriedWork.class); // there is room for it again
    }

    @Test
    void theClockIsAskedOnlyUntilSomebodyTellsTheTime() {
        AtomicLong time = new AtomicLong(1_000);
        Ledger ticking = new Ledger(time::get, bell);
        assertThat(ticking.tick()).isFalse(); // no carrier yet, so nobody wants to know
        ticking.begin(control, connection, "exact", null);
        assertThat(ticking.find(connection, "exact").began()).isEqualTo(1_000);
        ticking.end(connection, "exact");
        time.set(1_005);
        ticking.begin(control, connection, "exact again", null);
        assertThat(ticking.find(connection, "exact again").began()).isEqualTo(1_005);
        ticking.end(connection, "exact again");
        time.set(1_010);
        assertThat(ticking.tick()).isTrue();
        time.set(1_019);
        ticking.begin(control, connection, "as of the tick", null);
        assertThat(ticking.find(connection, "as of the tick").began()).isEqualTo(1_010);
        ticking.tick();
        assertThat(ticking.find(connection, "as of the tick").began()).isEqualTo(1_010);
        ticking.end(connection, "as of the tick");
        ticking.begin(control, connection, "as of the next", null);
        assertThat(ticking.find(connection, "as of the next").began()).isEqualTo(1_019);
    }

    @Test
    void oneEndOfTwoAtOnceIsTheEnd() throws Exception {
        AtomicReference<Object> request = new AtomicReference<>();
        AtomicReference<Object> next = new AtomicReference<>();
        AtomicInteger ends = new AtomicInteger();
        Runnable end = () -> ends.addAndGet(end(request.get()) ? 1 : 0);
        new Duel(20_000, end)
                .run(
                        round -> {
                            ledger.watch(round % 3 == 0);
                            request.set(new Object());
                            begin(request.get());
                        },
                        () -> {
                            end.run();
                            next.set(new Object());
                            begin(next.get()); // while the other thread may still be ending the one before
                        },
                        round -> {
                            assertThat(ends).hasValue(round);
                            assertThat(ledger.inFlight()).hasSize(1);
                            assertThat(end(next.get())).isTrue();
                        });
        assertThat(ledger.inFlight()).isEmpty();
    }

    @Test
    void drainsThatFlipUnderConnectionsInUseHangNeverAndEndAtExactlyZero() throws Exception {
        new Flips(ledger, bell, 8, 300, true).run(() -> {
            Object mine = newConnection();
            return asks -> {
                Object request = new Object();
                ledger.begin(control, mine, request, Thread.currentThread());
                asks.run();
                ledger.answered(mine, request);
                ledger.leaves(mine, request, Thread.currentThread());
            };
        });
    }

    @Test
    void drainsThatFlipUnderPipelinedRequestsHangNeverAndEndAtExactlyZero() throws Exception {
        new Flips(ledger, bell, 8, 300, true).run(() -> {
            Object mine = newConnection();
            return asks -> {
                Object request = new Object();
                Object behind = new Object();
                ledger.begin(control, mine, request, null);
                ledger.begin(control, mine, behind, null);
                asks.run();
                ledger.end(mine, request);
                ledger.end(mine, behind);
            };
        });
    }
}
