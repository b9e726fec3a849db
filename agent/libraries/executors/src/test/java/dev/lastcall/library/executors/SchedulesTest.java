package dev.lastcall.library.executors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SchedulesTest {

    private final Line line = new Line();
    private final CountDownLatch go = new CountDownLatch(1);
    private final ScheduledThreadPoolExecutor pool = line.meet(new ScheduledThreadPoolExecutor(1));

    @AfterEach
    void close() {
        go.countDown();
        line.close();
    }

    @Test
    void delayedTasksAreDroppedAndNamed() {
        Future<?> delayed = pool.schedule(new Reminder(), 1, TimeUnit.HOURS);
        assertThat(line.dropSchedules()).containsExactly(Reminder.class.getName());
        assertThat(pool.getQueue()).isEmpty();
        assertThat(delayed.isCancelled()).isTrue();
        assertThat(line.dropSchedules()).isEmpty();
        assertThat(pool.isShutdown()).isFalse();
    }

    @Test
    void periodicTasksAreDroppedButAreNoLoss() {
        pool.scheduleAtFixedRate(() -> {}, 1, 1, TimeUnit.HOURS);
        pool.scheduleWithFixedDelay(() -> {}, 1, 1, TimeUnit.HOURS);
        assertThat(line.dropSchedules()).isEmpty();
        assertThat(pool.getQueue()).isEmpty();
    }

    @Test
    void whatTheApplicationHasCancelledIsNotCalledDropped() {
        pool.schedule(() -> {}, 1, TimeUnit.HOURS).cancel(false);
        assertThat(line.dropSchedules()).isEmpty();
        assertThat(pool.getQueue()).isEmpty();
    }

    @Test
    void aTaskThatIsDueRuns() throws Exception {
        pool.execute(() -> ThreadPoolsTest.await(go));
        Future<String> due = pool.submit(() -> "ran");
        assertThat(line.dropSchedules()).isEmpty();
        go.countDown();
        assertThat(due.get()).isEqualTo("ran");
        line.assertIdle();
    }

    @Test
    void aPeriodicTaskInMidRunFinishesAndIsSweptAway() throws Exception {
        AtomicInteger finished = new AtomicInteger();
        CountDownLatch running = new CountDownLatch(1);
        pool.scheduleWithFixedDelay(
                () -> {
                    running.countDown();
                    ThreadPoolsTest.await(go);
                    finished.incrementAndGet();
                },
                0,
                1,
                TimeUnit.HOURS);
        running.await();
        line.dropSchedules();
        line.assertBusy();
        go.countDown();
        line.assertIdle();
        assertThat(finished).hasValue(1);
        assertThat(line.dropSchedules()).isEmpty();
        assertThat(pool.getQueue()).isEmpty();
    }

    @Test
    void onlyPoolsWhoseSchedulesWereDroppedRefuseAnotherRun() {
        ScheduledThreadPoolExecutor other = new ScheduledThreadPoolExecutor(1);
        assertThat(line.registry.schedules().mayRunAgain(pool)).isTrue();
        line.dropSchedules();
        assertThat(line.registry.schedules().mayRunAgain(pool)).isFalse();
        assertThat(line.registry.schedules().mayRunAgain(other)).isTrue();
        other.shutdownNow();
    }

    @Test
    void timeoutsOfTheJdkStayBecauseRunningTasksMayWaitForThem() throws Exception {
        CompletableFuture<String> timed = new CompletableFuture<String>().completeOnTimeout("late", 1, TimeUnit.HOURS);
        new Adoption(line.registry, line.ownership).run();
        assertThat(line.dropSchedules()).isEmpty();
        line.assertIdle();
        assertThat(timed).isNotDone();
    }

    @Test
    void aTaskThatWaitsForADroppedOneIsNotLeftHanging() throws Exception {
        ScheduledFuture<?> dropped = pool.schedule(() -> {}, 1, TimeUnit.HOURS);
        pool.execute(() -> {
            try {
                dropped.get();
            } catch (Exception cancelled) {
                go.countDown();
            }
        });
        line.dropSchedules();
        go.await();
        line.assertIdle();
    }

    private static final class Reminder implements Runnable {
        @Override
        public void run() {}
    }
}
