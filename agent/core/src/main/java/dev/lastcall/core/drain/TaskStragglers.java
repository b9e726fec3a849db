package dev.lastcall.core.drain;

import dev.lastcall.core.config.Settings;
import dev.lastcall.core.config.Settings.TasksOnTimeout;
import dev.lastcall.core.resource.RunningTask;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tasks that were left when their time was up: names the first ones with their stacks, and interrupts on demand. */
final class TaskStragglers {

    private static final int MOST_NAMED = 50;

    private final Drain drain;
    private final boolean interrupts;
    private final Map<RunningTask, Straggler> seen = new HashMap<RunningTask, Straggler>();

    TaskStragglers(Drain drain) {
        this.drain = drain;
        this.interrupts = drain.core().config().get(Settings.TASKS_ON_TIMEOUT) == TasksOnTimeout.INTERRUPT;
    }

    /** Takes the stacks, which takes a while: look again afterwards whether they are still running. */
    void see(List<Outstanding> left) {
        for (Outstanding outstanding : left) {
            for (RunningTask task : outstanding.running()) {
                if (seen.size() == MOST_NAMED) {
                    return;
                }
                seen.put(task, new Straggler("straggler: a task of " + outstanding.executor(), task.thread()));
            }
        }
    }

    void name(List<Outstanding> left) {
        int more = 0;
        for (Outstanding outstanding : left) {
            for (RunningTask task : outstanding.running()) {
                Straggler straggler = seen.get(task);
                if (straggler == null) {
                    more++;
                } else {
                    straggler.name(drain);
                }
                if (interrupts && task.thread() != null) {
                    task.thread().interrupt();
                }
            }
        }
        if (more > 0) {
            drain.warn("stragglers: " + Text.count(more, "task") + " more");
        }
    }

    /** What becomes of them. */
    String fate() {
        return interrupts ? "interrupted" : "still running";
    }
}
