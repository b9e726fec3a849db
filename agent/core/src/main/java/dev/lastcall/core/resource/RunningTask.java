package dev.lastcall.core.resource;

/**
 * A task under way. Two of them with the same thread and ordinal are the same task: the ordinal is the number of
 * tasks the thread had ended before, or {@link #UNKNOWN}.
 */
public final class RunningTask {

    public static final long UNKNOWN = -1;

    private final Thread thread;
    private final long ordinal;

    public RunningTask(Thread thread, long ordinal) {
        this.thread = thread;
        this.ordinal = ordinal;
    }

    /** The thread; null if the task is known to be under way, but not where. */
    public Thread thread() {
        return thread;
    }

    public long ordinal() {
        return ordinal;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RunningTask
                && ((RunningTask) other).thread == thread
                && ((RunningTask) other).ordinal == ordinal;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(thread) * 31 + Long.hashCode(ordinal);
    }
}
