package dev.lastcall.core.drain;

import dev.lastcall.core.config.Settings;
import dev.lastcall.core.config.Settings.TasksOnTimeout;
import dev.lastcall.core.resource.Resources;
import dev.lastcall.core.resource.RunningTask;
import dev.lastcall.core.time.Deadline;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits until all executors are idle together. Pools stay open; nothing is interrupted unless asked. */
final class DrainTasks implements Phase.Work {

    private final EndlessWatch endless;

    DrainTasks(EndlessWatch endless) {
        this.endless = endless;
    }

    @Override
    public PhaseResult run(final Drain drain, Deadline deadline) {
        Resources resources = drain.core().resources();
        final Loops loops = new Loops(drain);
        final Quiescence quiescence = new Quiescence(
                resources, drain.exempt(), loops, drain.core().config().get(Settings.TASKS_EXCLUDE));
        final Left left = new Left();
        boolean quiescent = drain.await(
                deadline,
                new BooleanSupplier() {
                    @Override
                    public boolean getAsBoolean() {
                        StopSchedules.sweep(drain); // a running task may have scheduled anew
                        left.now = quiescence.look();
                        left.atFirst = left.atFirst < 0 ? left.running() + left.queued() : left.atFirst;
                        return left.now.isEmpty();
                    }
                },
                new Supplier<String>() {
                    @Override
                    public String get() {
                        return "drain-tasks: " + left;
                    }
                });
        loops.report();
        return quiescent ? left.done() : cut(drain, left);
    }

    private static PhaseResult cut(Drain drain, Left left) {
        boolean interrupt = drain.core().config().get(Settings.TASKS_ON_TIMEOUT) == TasksOnTimeout.INTERRUPT;
        for (Outstanding outstanding : left.now) {
            for (RunningTask task : outstanding.running()) {
                drain.warn("straggler: a task of " + outstanding.executor()
                        + (task.thread() == null
                                ? ", in no thread"
                                : ", in thread " + task.thread().getName() + Text.stack(task.thread())));
                if (interrupt && task.thread() != null) {
                    task.thread().interrupt();
                }
            }
        }
        drain.losses().add(left.running(), "task", interrupt ? "interrupted" : "still running");
        drain.losses().add(left.queued(), "task", "never begun");
        return PhaseResult.forced(left.toString());
    }

    /** What the last look has seen. */
    private static final class Left {
        volatile List<Outstanding> now = new ArrayList<Outstanding>();

        /** How many the first look has seen; negative before it. On the phase's thread only. */
        int atFirst = -1;

        PhaseResult done() {
            return atFirst == 0 ? PhaseResult.done() : PhaseResult.done("waited for " + Text.count(atFirst, "task"));
        }

        int running() {
            int sum = 0;
            for (Outstanding outstanding : now) {
                sum += outstanding.running().size();
            }
            return sum;
        }

        int queued() {
            int sum = 0;
            for (Outstanding outstanding : now) {
                sum += outstanding.queued();
            }
            return sum;
        }

        @Override
        public String toString() {
            List<String> names = new ArrayList<String>();
            for (Outstanding outstanding : now) {
                names.add(outstanding.executor().toString());
            }
            return Text.count(running(), "task") + " running, " + queued() + " queued in " + Text.join(names);
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
            for (RunningTask task : met) {
                drain.say("not waited for: a task that has been running for long before the drain, in "
                        + (task.thread() == null
                                ? "no thread"
                                : "thread " + task.thread().getName()));
            }
        }
    }
}
