package dev.lastcall.core.drain;

import dev.lastcall.core.resource.Controlled;
import dev.lastcall.core.resource.Resources;
import dev.lastcall.core.resource.RunningTask;
import dev.lastcall.core.resource.TaskControl;
import dev.lastcall.core.time.Clock;
import dev.lastcall.core.time.Fraction;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells worker loops from tasks, without a clock on any hot path: it looks now and then at what runs, and remembers since
 * when it has seen the same task on the same thread. A task is called endless only if it was provably running for the
 * given time at the trigger; it may have been running for up to one interval longer. Thread-safe.
 */
public final class EndlessWatch {

    /** Looks so often that the error stays under a tenth. */
    private static final int LOOKS = 12;

    private final Clock clock;
    private final Duration endlessAfter;
    private Map<RunningTask, Long> firstSeen = new HashMap<RunningTask, Long>();

    public EndlessWatch(Clock clock, Duration endlessAfter) {
        this.clock = clock;
        this.endlessAfter = endlessAfter;
    }

    /** How often {@link #look} should be called. */
    public Duration interval() {
        return Fraction.of(endlessAfter, LOOKS);
    }

    public synchronized void look(Resources resources) {
        Map<RunningTask, Long> seen = new HashMap<RunningTask, Long>();
        for (Controlled<TaskControl<Object>> executor : resources.executors()) {
            for (RunningTask task :
                    executor.control().sample(executor.resource()).running()) {
                if (task.ordinal() != RunningTask.UNKNOWN) {
                    Long before = firstSeen.get(task);
                    seen.put(task, before == null ? Long.valueOf(clock.nanos()) : before);
                }
            }
        }
        firstSeen = seen;
    }

    /** Whether the task was already running for longer than {@code endless-after} at the given moment. */
    synchronized boolean isEndless(RunningTask task, long moment) {
        Long seen = firstSeen.get(task);
        return seen != null && moment - seen >= endlessAfter.toNanos();
    }
}
