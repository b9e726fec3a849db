package dev.lastcall.library.executors;

import dev.lastcall.core.resource.ScheduleControl;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Delayed;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * The periodic and delayed tasks of a ForkJoinPool, which JDK 25 has made a ScheduledExecutorService. The heap that holds
 * them is a local variable of the pool's scheduler thread, out of reach; so a task is remembered, weakly, when it is made.
 * What is dropped is cancelled: a periodic task that runs meanwhile ends, and its status keeps it from being scheduled anew.
 *
 * <p>Time-outs of CompletableFuture and of {@code submitWithTimeout} go the same way, and running tasks may wait for them:
 * they are not remembered. Nor is what the class of a library waits for in the common pool dropped.
 */
final class ForkJoinSchedules implements ScheduleControl<ForkJoinPool> {

    /** A task that is so near may begin before it is cancelled, and would then end as cancelled: it is let run. */
    private static final long NEAR_MILLIS = 10;

    private static final Class<?> TASK = Fields.typeIfAny("java.util.concurrent.DelayScheduler$ScheduledForkJoinTask");
    private static final Field POOL = fieldOf("pool"); // null once the task is over
    private static final Field PERIOD = fieldOf("nextDelay");
    private static final Field IS_TIMEOUT = fieldOf("isImmediate");
    private static final Field RUNNABLE = fieldOf("runnable");
    private static final Field CALLABLE = fieldOf("callable");

    private final ForkJoinPools pools;
    private final Ownership ownership;
    private final Seen delayed = new Seen();

    ForkJoinSchedules(ForkJoinPools pools, Ownership ownership) {
        this.pools = pools;
        this.ownership = ownership;
    }

    /** Whether fork-join pools schedule tasks on this JDK, in the way that we know. */
    static boolean exist() {
        return POOL != null && PERIOD != null && IS_TIMEOUT != null && RUNNABLE != null && CALLABLE != null;
    }

    /** A task that is to run later has been made. */
    void made(Object task) {
        if (exist() && Boolean.FALSE.equals(Fields.get(IS_TIMEOUT, task))) {
            delayed.add(task, Owner.UNKNOWN);
        }
    }

    @Override
    public String describe(ForkJoinPool pool) {
        return pools.describe(pool);
    }

    @Override
    public List<String> dropSchedules(ForkJoinPool pool) {
        List<String> dropped = new ArrayList<String>();
        for (Object task : delayed.members()) {
            Object work = Fields.get(RUNNABLE, task);
            work = work == null ? Fields.get(CALLABLE, task) : work;
            if (Fields.get(POOL, task) == pool && work != null && !isOfLibrary(pool, work)) {
                boolean periodic = Fields.number(PERIOD, task) != 0;
                boolean near = ((Delayed) task).getDelay(TimeUnit.MILLISECONDS) < NEAR_MILLIS;
                if ((periodic || !near) && ((Future<?>) task).cancel(false) && !periodic) {
                    dropped.add(TaskNames.of(work));
                }
            }
        }
        return dropped;
    }

    private boolean isOfLibrary(ForkJoinPool pool, Object work) {
        return pool == ForkJoinPool.commonPool()
                && ownership.ofPart(TaskNames.unwrapped(work)).isLibrary();
    }

    private static Field fieldOf(String name) {
        return TASK == null ? null : Fields.ifAny(TASK, name);
    }
}
