package dev.lastcall.core.drain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.core.resource.Resources;
import dev.lastcall.core.resource.RunningTask;
import dev.lastcall.core.resource.TaskControl;
import dev.lastcall.core.resource.TaskSample;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QuiescenceTest {

    private static final RunningTask TASK = new RunningTask(new Thread("worker"), 3);

    private final Resources resources = new Resources((control, resource) -> {});
    private final Quiescence quiescence = quiescence(Set.of());

    @Test
    void withoutExecutorsThereIsNothingToWaitFor() {
        assertThat(quiescence.look()).isEmpty();
    }

    @Test
    void idleTwiceWithoutProgressIsIdle() {
        add(idle(7));
        add(idle(9));
        assertThat(quiescence.look()).isEmpty();
    }

    @Test
    void whatIsQueuedOrRunsIsOutstanding() {
        add(idle(7));
        add(new TaskSample(1, 2, List.of(TASK)));
        List<Outstanding> outstanding = quiescence.look();
        assertThat(outstanding).hasSize(1);
        assertThat(outstanding.get(0).executor()).hasToString("executor 1");
        assertThat(outstanding.get(0).queued()).isEqualTo(2);
        assertThat(outstanding.get(0).running()).containsExactly(TASK);
    }

    @Test
    void progressBetweenTheRoundsIsLookedAtAgainAtOnce() {
        add(idle(7), idle(8), idle(8), idle(8));
        assertThat(quiescence.look()).isEmpty();
    }

    @Test
    void progressThatGoesOnIsNeverIdle() {
        Script endless = add();
        endless.counts = true;
        assertThat(quiescence.look()).extracting(Outstanding::queued).containsExactly(0);
    }

    @Test
    void aThreadBetweenTwoTasksIsLookedAtAgainAtOnce() {
        add(new TaskSample(7, 0, List.of(), false), idle(7));
        assertThat(quiescence.look()).isEmpty();
    }

    @Test
    void anExecutorThatIsMadeMeanwhileIsLookedAt() {
        Script first = add(idle(7));
        first.whenSampled = () -> {
            first.whenSampled = () -> {};
            add(new TaskSample(0, 1, List.of()));
        };
        assertThat(quiescence.look()).extracting(Outstanding::queued).containsExactly(1);
    }

    @Test
    void exemptThreadsAndEndlessTasksAreNotWaitedFor() {
        RunningTask endless = new RunningTask(new Thread("loop"), 0);
        add(new TaskSample(1, 0, List.of(TASK, endless)));
        assertThat(quiescence(Set.of()).look()).isNotEmpty();
        assertThat(new Quiescence(resources, Set.of(TASK.thread()), endless::equals).look())
                .isEmpty();
    }

    @Test
    void tenThousandIdleExecutorsAreSampledTwiceEach() {
        for (int i = 0; i < 10_000; i++) {
            kept.add(new Script(i, idle(i)));
        }
        kept.forEach(script -> resources.add(script, script));
        assertThat(quiescence.look()).isEmpty();
        assertThat(kept).allMatch(script -> script.sampled == 2);
    }

    @Test
    void anExcludedThreadTakesItsExecutorWithItAndNotTheOthersThatAreLookedAtTogether() {
        RunningTask excluded = new RunningTask(new Thread("metrics-1"), 0);
        Script together = add(new TaskSample(1, 0, List.of(excluded, TASK)));
        together.isOneExecutor = false;
        assertThat(without("metrics-*").look())
                .singleElement()
                .extracting(Outstanding::running)
                .isEqualTo(List.of(TASK));
        together.isOneExecutor = true;
        assertThat(without("metrics-*").look()).isEmpty();
    }

    private Quiescence without(String pattern) {
        return new Quiescence(resources, Set.of(), task -> false, List.of(pattern));
    }

    private Quiescence quiescence(Set<Thread> exempt) {
        return new Quiescence(resources, exempt, task -> false);
    }

    private static TaskSample idle(long progress) {
        return new TaskSample(progress, 0, List.of());
    }

    private Script add(TaskSample... samples) {
        Script script = new Script(resources.executors().size(), samples);
        resources.add(script, script);
        kept.add(script);
        return script;
    }

    /** The registry holds them weakly. */
    private final Deque<Script> kept = new ArrayDeque<>();

    /** Both the executor and its control: gives the samples one after the other, and the last for ever. */
    private static final class Script implements TaskControl<Script> {
        private final int number;
        private final Deque<TaskSample> samples;
        private Runnable whenSampled = () -> {};
        private boolean counts;
        private boolean isOneExecutor = true;
        private int sampled;
        private long progress;

        Script(int number, TaskSample... samples) {
            this.number = number;
            this.samples = new ArrayDeque<>(List.of(samples));
        }

        @Override
        public TaskSample sample(Script executor) {
            whenSampled.run();
            sampled++;
            if (counts) {
                return idle(progress++);
            }
            return samples.size() > 1 ? samples.poll() : samples.peek();
        }

        @Override
        public boolean isOneExecutor() {
            return isOneExecutor;
        }

        @Override
        public String describe(Script executor) {
            return "executor " + number;
        }
    }
}
