package dev.lastcall.library.executors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TimersTest {

    private static final long HOUR = 3_600_000;

    private final Line line = new Line();
    private final CountDownLatch go = new CountDownLatch(1);
    private final CountDownLatch running = new CountDownLatch(1);
    private final AtomicInteger finished = new AtomicInteger();
    private final Timer timer = line.meet(new Timer("reminders"));

    @AfterEach
    void close() {
        go.countDown();
        line.close();
    }

    @Test
    void aRunningTaskAndAnotherThatIsDueAreSeen() throws Exception {
        timer.schedule(new Held(), 0);
        timer.schedule(new Held(), 0);
        running.await();
        assertThat(line.sample(Line.threadOf(timer)).running()).hasSize(1);
        assertThat(line.sample(Line.threadOf(timer)).queued()).isEqualTo(1);
        go.countDown();
        line.assertIdle();
        assertThat(finished).hasValue(2);
    }

    @Test
    void aDelayedTaskHoldsNothingAndIsDroppedByName() {
        TimerTask task = new Held();
        timer.schedule(task, HOUR);
        line.assertIdle();
        assertThat(line.dropSchedules()).containsExactly(Held.class.getName());
        assertThat(line.dropSchedules()).isEmpty();
        assertThat(task.cancel()).as("whether it was still to run").isFalse();
    }

    @Test
    void aPeriodicTaskInMidRunFinishesAndIsNotRunAgain() throws Exception {
        timer.schedule(new Held(), 0, 1);
        running.await();
        assertThat(line.dropSchedules()).isEmpty();
        go.countDown();
        line.assertIdle();
        assertThat(finished).hasValue(1);
    }

    @Test
    void aTimerStaysOpen() throws Exception {
        line.dropSchedules();
        timer.schedule(new Held(), 0);
        go.countDown();
        Line.await(() -> finished.get() == 1);
        line.assertIdle();
    }

    @Test
    void aCancelledTimerIsIdle() throws Exception {
        timer.cancel();
        Line.threadOf(timer).join();
        line.assertIdle();
    }

    @Test
    void itIsNamedByItsThread() {
        assertThat(line.resources.executors()).hasToString("[timer of com.acme.Audit (reminders)]");
    }

    private final class Held extends TimerTask {
        @Override
        public void run() {
            running.countDown();
            ThreadPoolsTest.await(go);
            finished.incrementAndGet();
        }
    }
}
