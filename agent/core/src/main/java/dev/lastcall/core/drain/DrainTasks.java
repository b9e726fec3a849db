package dev.lastcall.core.drain;

import dev.lastcall.core.config.Settings;
import dev.lastcall.core.resource.RunningTask;
import dev.lastcall.core.time.Deadline;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits until all executors are idle together. Pools stay open; nothing is interrupted unless asked. */
final class DrainTasks implements Phase.Work {

    private static final int MOST_LOOPS_NAMED = 50;

    private final EndlessWatch endless;

    /** What the last look has seen. */
    private volatile LeftTasks left = new LeftTasks(Collections.<Outstanding>emptyList());

    /** What looks before the phase begins; null before that. On the thread that asks whether it is needed. */
    private Quiescence forecast;

    /** How many the first look has seen; negative before it. On the phase's thread only. */
    private int atFirst = -1;

    /** Set by the first who counts the losses: the phase, or whoever leaves it behind. */
    private final AtomicBoolean counted = new AtomicBoolean();

    DrainTasks(EndlessWatch endless) {
        this.endless = endless;
    }

    @Override
    public PhaseResult run(final Drain drain, Deadline deadline) {
        drain.core().openings().failTold(); // or a task that waits for its port would be waited for
        final Loops loops = new Loops(drain);
        final Quiescence quiescence = quiescence(drain, loops);
        boolean quiescent = drain.await(
                deadline,
                new BooleanSupplier() {
                    @Override
                    public boolean getAsBoolean() {
                        StopSchedules.sweep(drain); // a running task may have scheduled anew
                        left = new LeftTasks(quiescence.look());
                        atFirst = atFirst < 0 ? left.running() + left.queued() : atFirst;
                        return left.isNothing();
                    }
                },
                new Supplier<String>() {
                    @Override
                    public String get() {
                        return "drain-tasks: " + left;
                    }
                });
        loops.report();
        return quiescent ? done() : cut(drain, quiescence);
    }

    private PhaseResult done() {
        return atFirst == 0 ? PhaseResult.done() : PhaseResult.done("waited for " + Text.count(atFirst, "task"));
    }

    private PhaseResult cut(Drain drain, Quiescence quiescence) {
        TaskStragglers stragglers = new TaskStragglers(drain);
        stragglers.see(left.outstanding());
        left = new LeftTasks(quiescence.look());
        if (left.isNothing()) { // at the last moment
            return PhaseResult.done();
        }
        stragglers.name(left.outstanding());
        count(drain, stragglers.fate());
        return PhaseResult.forced(left.toString());
    }

    private static Quiescence quiescence(Drain drain, Loops loops) {
        return new Quiescence(
                drain.core().resources(),
                drain.exempt(),
                loops,
                drain.core().config().get(Settings.TASKS_EXCLUDE));
    }

    @Override
    public boolean isNeeded(Drain drain) {
        if (forecast == null) {
            forecast = quiescence(drain, new Loops(drain));
        }
        return !forecast.look().isEmpty();
    }

    @Override
    public void leftBehind(Drain drain) {
        count(drain, "still running");
    }

    private void count(Drain drain, String fate) {
        if (counted.compareAndSet(false, true)) {
            drain.losses().add(left.running(), "task", fate);
            drain.losses().add(left.queued(), "task", "never begun");
        }
    }

    /** The worker loops that were met: named, not waited for, and no reason to call the drain forced. */
    private final class Loops implements Predicate<RunningTask> {
        private final Drain drain;
        private final Set<RunningTask> met = Collections.newSetFromMap(new ConcurrentHashMap<RunningTask, Boolean>());

        Loops(Drain drain) {
            this.drain = drain;
        }

        @Override
        public boolean test(RunningTask task) {
            boolean isLoop = endless.isEndless(task, drain.began());
            if (isLoop) {
                met.add(task);
            }
            return isLoop;
        }

        void report() {
            int named = 0;
            for (RunningTask task : met) {
                if (named++ == MOST_LOOPS_NAMED) {
                    drain.say("not waited for: " + (met.size() - MOST_LOOPS_NAMED) + " more of these");
                    break;
                }
                drain.say("not waited for: a task that has been running for long before the drain, in "
                        + (task.thread() == null ? "no thread" : Text.thread(task.thread())));
            }
        }
    }
}
