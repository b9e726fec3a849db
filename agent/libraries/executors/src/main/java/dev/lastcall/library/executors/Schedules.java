package dev.lastcall.library.executors;

import dev.lastcall.core.resource.ScheduleControl;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/**
 * The periodic and delayed tasks of a ScheduledThreadPoolExecutor. What is not running is taken out of the queue and
 * cancelled, as the pool's own shutdown does; the pool stays open. A periodic task that runs meanwhile ends, and at its end
 * the woven {@code reExecutePeriodic} asks {@link #mayRunAgain}: with the mark set before the queue is swept, either the
 * task sees the mark or it was back in the queue before, where this sweep or the drain's next one finds it.
 */
final class Schedules implements ScheduleControl<ScheduledThreadPoolExecutor> {

    private final ThreadPools pools;

    /** Those whose schedules were dropped. */
    private final Seen stopped = new Seen();

    private volatile boolean anyStopped;

    Schedules(ThreadPools pools) {
        this.pools = pools;
    }

    boolean mayRunAgain(ScheduledThreadPoolExecutor pool) {
        return !anyStopped || !stopped.contains(pool);
    }

    @Override
    public String describe(ScheduledThreadPoolExecutor pool) {
        return pools.describe(pool);
    }

    @Override
    public List<String> dropSchedules(ScheduledThreadPoolExecutor pool) {
        stopped.add(pool, Owner.UNKNOWN);
        anyStopped = true;
        List<String> dropped = new ArrayList<String>();
        BlockingQueue<Runnable> queue = new PoolView(pool).queue(); // getQueue may be the application's own
        for (Object queued : queue.toArray()) {
            boolean periodic = isPeriodic(queued);
            if ((periodic || !DueTasks.isDue(queued)) && queue.remove(queued)) {
                boolean wanted = !((Future<?>) queued).isCancelled();
                String name = TaskNames.of(queued); // before cancel: that forgets what was wrapped
                ((Future<?>) queued).cancel(false);
                if (wanted && !periodic) {
                    dropped.add(name);
                }
            }
        }
        return dropped;
    }

    private static boolean isPeriodic(Object task) {
        return task instanceof RunnableScheduledFuture && ((RunnableScheduledFuture<?>) task).isPeriodic();
    }
}
