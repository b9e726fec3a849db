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
    private final Map<RunningTask, String> lines = new HashMap<RunningTask, String>();

    TaskStragglers(Drain drain) {
        this.drain = drain;
        this.interrupts = drain.core().config().get(Settings.TASKS_ON_TIMEOUT) == TasksOnTimeout.INTERRUPT;
    }

    /** Takes the stacks, which takes a while: look again afterwards whether they are still running. */
    void see(List<Outstanding> left) {
        for (Outstanding outstanding : left) {
            for (RunningTask task : outstanding.running()) {
                if (lines.size() == MOST_NAMED) {
                    return;
                }
                lines.put(task, line(outstanding, task));
            }
        }
    }

    private static String line(Outstanding outstanding, RunningTask task) {
        Thread thread = task.thread();
        return "straggler: a task of " + outstanding.executor()
                + (thread == null ? ", in no thread" : ", in " + Text.thread(thread) + Text.stack(thread));
    }

    void name(List<Outstanding> left) {
        int more = 0;
        for (Outstanding outstanding : left) {
            for (RunningTask task : outstanding.running()) {
                String line = lines.get(task);
                if (line == null) {
                    more++;
                } else {
                    drain.warn(line);
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
