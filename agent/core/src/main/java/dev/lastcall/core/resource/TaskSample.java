package dev.lastcall.core.resource;

import java.util.Collections;
import java.util.List;

/**
 * What an executor was doing. The one promise: a sample that {@link #isIdle} of an executor in which some task existed
 * throughout the sampling is impossible. One that missed a task which came or went meanwhile is allowed, and for that there
 * is {@code progress}: it differs from an earlier sample's whenever a task ended after the earlier one began and before
 * this one was over. (So it is read first and read again last; if the two differ, the sample is not settled.)
 */
public final class TaskSample {

    private final long progress;
    private final int queued;
    private final List<RunningTask> running;
    private final boolean settled;

    public TaskSample(long progress, int queued, List<RunningTask> running) {
        this(progress, queued, running, true);
    }

    /** @param settled see {@link #isSettled} */
    public TaskSample(long progress, int queued, List<RunningTask> running, boolean settled) {
        this.progress = progress;
        this.queued = queued;
        this.running = Collections.unmodifiableList(running);
        this.settled = settled;
    }

    public long progress() {
        return progress;
    }

    /** Tasks that wait for a thread and could run now; a delayed task that is not due does not count. */
    public int queued() {
        return queued;
    }

    public List<RunningTask> running() {
        return running;
    }

    /** False if a thread was just between two tasks, or a task ended during the sampling: look again at once. */
    public boolean isSettled() {
        return settled;
    }

    public boolean isIdle() {
        return settled && queued == 0 && running.isEmpty();
    }
}
