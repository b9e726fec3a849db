package dev.lastcall.core.drain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.core.resource.RunningTask;
import dev.lastcall.core.resource.TaskControl;
import dev.lastcall.core.resource.TaskSample;
import dev.lastcall.core.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is counted and named of the tasks that were left when their time was up. */
@Timeout(60)
class DrainTasksTest {
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final TaskSample IDLE = new TaskSample(1, 0, List.of());

    private final Stage stage = new Stage("phases.drain-tasks.timeout=20ms");
    private final List<Executor> executors = new ArrayList<>();

    @Test
    void whatIsRunningAndWhatHasNotBegunIsCounted() {
        add(always(2, task("worker-1")));
        Drain drain = drain();
        assertThat(drain.losses()).hasToString("1 task still running, 2 tasks never begun");
        assertThat(stage.told.lines)
                .anyMatch(line -> line.startsWith("WARN straggler: a task of executor 0, in thread worker-1"));
    }

    @Test
    void aTaskThatEndsWhileItsStackIsTakenIsNoLoss() {
        Thread worker = new Thread("worker-1") {
            @Override
            public StackTraceElement[] getStackTrace() {
                executors.get(0).now = () -> IDLE;
                return super.getStackTrace();
            }
        };
        add(() -> new TaskSample(1, 0, List.of(new RunningTask(worker, 0))));
        Drain drain = drain();
        assertThat(drain.losses()).hasToString("nothing lost");
        assertThat(drain.losses().isForced()).isFalse();
        assertThat(stage.told.lines).noneMatch(line -> line.contains("straggler"));
    }

    @Test
    void ofThousandsTheFirstAreNamed() {
        for (int i = 0; i < 1_000; i++) {
            add(always(0, task("worker")));
        }
        drain();
        assertThat(stage.told.lines)
                .filteredOn(line -> line.startsWith("WARN straggler: "))
                .hasSize(50);
        assertThat(stage.told.lines)
                .contains("WARN stragglers: 950 tasks more")
                .anyMatch(line -> line.contains("1000 tasks running, 0 queued in executor 0, executor 1, executor 2,"
                        + " executor 3, executor 4 and 995 more"));
    }

    @Test
    void aSampleThatHangsDoesNotTakeWhatWasSeenBeforeOutOfTheCount() {
        AtomicInteger samples = new AtomicInteger();
        CountDownLatch goOn = new CountDownLatch(1);
        Supplier<TaskSample> three = always(0, task("worker-1"), task("worker-2"), task("worker-3"));
        add(() -> {
            while (samples.incrementAndGet() > 1 && goOn.getCount() > 0) {
                Thread.onSpinWait();
            }
            return three.get();
        });
        Drain drain = drain();
        assertThat(drain.losses()).hasToString("3 tasks still running");
        goOn.countDown();
    }

    private Drain drain() {
        Drain drain = stage.drain(
                LONG,
                stage.phase(
                        "drain-tasks",
                        "rest",
                        "0s",
                        new DrainTasks(new EndlessWatch(Clock.SYSTEM, Duration.ofSeconds(60)))));
        drain.run();
        return drain;
    }

    private static Supplier<TaskSample> always(int queued, RunningTask... running) {
        TaskSample sample = new TaskSample(1, queued, List.of(running));
        return () -> sample;
    }

    private static RunningTask task(String thread) {
        return new RunningTask(new Thread(thread), 0);
    }

    private void add(Supplier<TaskSample> now) {
        Executor executor = new Executor(executors.size(), now);
        executors.add(executor); // the registry holds it weakly
        stage.core.resources().add(executor, executor);
    }

    /** Both the executor and its control. */
    private static final class Executor implements TaskControl<Executor> {
        private final int number;
        private volatile Supplier<TaskSample> now;

        Executor(int number, Supplier<TaskSample> now) {
            this.number = number;
            this.now = now;
        }

        @Override
        public TaskSample sample(Executor self) {
            return now.get();
        }

        @Override
        public String describe(Executor self) {
            return "executor " + number;
        }
    }
}
