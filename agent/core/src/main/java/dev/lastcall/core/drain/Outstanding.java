package dev.lastcall.core.drain;

import dev.lastcall.core.resource.Controlled;
import dev.lastcall.core.resource.RunningTask;
import dev.lastcall.core.resource.TaskControl;
import java.util.List;

/** What one executor still has to do. Immutable. */
public final class Outstanding {

    private final Controlled<TaskControl<Object>> executor;
    private final int queued;
    private final List<RunningTask> running;

    Outstanding(Controlled<TaskControl<Object>> executor, int queued, List<RunningTask> running) {
        this.executor = executor;
        this.queued = queued;
        this.running = running;
    }

    /** Its toString names it for the log. */
    public Controlled<TaskControl<Object>> executor() {
        return executor;
    }

    public int queued() {
        return queued;
    }

    /** Without the tasks that nobody waits for. Empty, with none queued, if the executor was between two tasks. */
    public List<RunningTask> running() {
        return running;
    }
}
