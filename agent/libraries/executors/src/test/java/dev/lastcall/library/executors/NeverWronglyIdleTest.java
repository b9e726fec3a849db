package dev.lastcall.library.executors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.core.drain.Quiescence;
import dev.lastcall.core.resource.Owners;
import dev.lastcall.core.resource.Resources;
import dev.lastcall.core.time.Bell;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * There is always exactly one task, which hops between executors of every kind. Any look that finds nothing is wrong. The
 * time spent is set by {@code -Dlastcall.test.soak=<seconds>}.
 */
class NeverWronglyIdleTest {

    private static final Duration SOAK = Duration.ofSeconds(Long.getLong("lastcall.test.soak", 2));

    private final Resources resources = new Resources((control, resource) -> {});
    private final Registry registry = new Registry(resources, new Bell(), new Ownership(new Owners(List.of())));
    private final Quiescence quiescence = new Quiescence(resources, Set.of(), task -> false);
    private final List<Executor> executors = new ArrayList<>();
    private final List<Runnable> closings = new ArrayList<>();
    private final AtomicBoolean stop = new AtomicBoolean();
    private final AtomicLong hops = new AtomicLong();
    private final CountDownLatch stopped = new CountDownLatch(1);

    @AfterEach
    void closeAll() {
        stop.set(true);
        closings.forEach(Runnable::run);
    }

    @ParameterizedTest
    @ValueSource(strings = {"linked", "array", "synchronous", "fair", "transfer", "scheduled", "fork-join", "timer"})
    void aTaskThatHopsBetweenTwoOfAKindIsNeverMissed(String kind) throws Exception {
        add(kind);
        add(kind);
        soak(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4})
    void aTaskThatHopsBetweenAllKindsIsNeverMissed(int hogs) throws Exception {
        for (String kind :
                List.of("linked", "array", "synchronous", "fair", "transfer", "scheduled", "fork-join", "timer")) {
            add(kind);
        }
        soak(hogs);
    }

    @Test
    void aLookAfterTheLastTaskFindsNothing() throws Exception {
        for (String kind :
                List.of("linked", "array", "synchronous", "fair", "transfer", "scheduled", "fork-join", "timer")) {
            add(kind);
        }
        for (int i = 0; i < 200; i++) {
            CountDownLatch done = new CountDownLatch(executors.size());
            executors.forEach(executor -> executor.execute(done::countDown));
            done.await();
            Line.await(() -> quiescence.look().isEmpty());
        }
    }

    /** @param hogs threads that keep the processors busy, so that a woken worker stays off them for long */
    private void soak(int hogs) throws Exception {
        for (int i = 0; i < hogs; i++) {
            Thread hog = new Thread(() -> {
                while (!stop.get()) {
                    Thread.onSpinWait();
                }
            });
            hog.setDaemon(true);
            hog.start();
        }
        hop();
        long looks = 0;
        long end = System.nanoTime() + SOAK.toNanos();
        while (System.nanoTime() < end) {
            looks++;
            assertThat(quiescence.look())
                    .as("look %d, after %d hops", looks, hops.get())
                    .isNotEmpty();
        }
        stop.set(true);
        assertThat(stopped.await(10, TimeUnit.SECONDS)).isTrue();
        Line.await(() -> quiescence.look().isEmpty());
    }

    /** The next task is submitted before this one ends: one always exists. */
    private void hop() {
        if (stop.get()) {
            stopped.countDown();
            return;
        }
        hops.incrementAndGet();
        ThreadLocalRandom random = ThreadLocalRandom.current();
        if (random.nextInt(8) == 0) {
            LockSupport.parkNanos(random.nextInt(100_000)); // lets workers go to sleep, and wakes them again
        }
        executors.get(random.nextInt(executors.size())).execute(this::hop);
    }

    private void add(String kind) {
        switch (kind) {
            case "linked" -> pool(2, 2, new LinkedBlockingQueue<>());
            case "array" -> pool(2, 2, new ArrayBlockingQueue<>(10));
            case "synchronous" -> pool(0, 64, new SynchronousQueue<>());
            case "fair" -> pool(0, 64, new SynchronousQueue<>(true));
            case "transfer" -> pool(2, 2, new LinkedTransferQueue<>());
            case "scheduled" -> keep(new ScheduledThreadPoolExecutor(2));
            case "fork-join" -> {
                ForkJoinPool pool = new ForkJoinPool(2);
                registry.meet(pool, Owner.UNKNOWN);
                executors.add(pool);
                closings.add(pool::shutdownNow);
            }
            case "timer" -> timer();
            default -> throw new IllegalArgumentException(kind);
        }
    }

    private void pool(int core, int max, BlockingQueue<Runnable> queue) {
        keep(new ThreadPoolExecutor(core, max, 2, TimeUnit.MILLISECONDS, queue)); // threads come and go
    }

    private void keep(ThreadPoolExecutor pool) {
        registry.meet(pool, Owner.UNKNOWN);
        executors.add(pool);
        closings.add(pool::shutdownNow);
    }

    private void timer() {
        Timer timer = new Timer(true);
        Thread thread = (Thread) Fields.get(Fields.of(Timer.class, "thread"), timer);
        registry.meet(thread, Owner.UNKNOWN);
        executors.add(task -> {
            // What the weave does, but for holding the lock of the timer's queue: so before and after.
            registry.timers().scheduled();
            timer.schedule(
                    new TimerTask() {
                        @Override
                        public void run() {
                            task.run();
                        }
                    },
                    0);
            registry.timers().scheduled();
        });
        closings.add(timer::cancel);
    }
}
