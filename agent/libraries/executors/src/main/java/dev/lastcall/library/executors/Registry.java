package dev.lastcall.library.executors;

import dev.lastcall.core.resource.Controlled;
import dev.lastcall.core.resource.Resources;
import dev.lastcall.core.resource.TaskControl;
import dev.lastcall.core.time.Bell;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;

/** Puts each executor under control when it is first met, unless it is a library's. Thread-safe. */
final class Registry {

    private final Resources resources;
    private final Ownership ownership;
    /** Whose those are that were made or met. */
    private final Seen seen = new Seen();

    /** Those whose turn to be put under control has come: when they have a thread, for without one they have no task. */
    private final Seen met = new Seen();

    private final ThreadPools threadPools = new ThreadPools(seen);
    private final Schedules schedules = new Schedules(threadPools);
    private final ForkJoinPools forkJoinPools = new ForkJoinPools(seen);
    private final ForkJoinSchedules forkJoinSchedules;
    private final FutureThreads futureThreads;
    private final TaskThreads taskThreads;
    private volatile boolean hasTaskThreads;
    private final Timers timers = new Timers(seen);
    private final TimerSchedules timerSchedules = new TimerSchedules(timers);

    Registry(Resources resources, Bell bell, Ownership ownership) {
        this.resources = resources;
        this.futureThreads = new FutureThreads(bell);
        this.taskThreads = new TaskThreads(bell, ownership);
        this.forkJoinSchedules = new ForkJoinSchedules(forkJoinPools, ownership);
        this.ownership = ownership;
    }

    Timers timers() {
        return timers;
    }

    Schedules schedules() {
        return schedules;
    }

    TaskThreads taskThreads() {
        return taskThreads;
    }

    ForkJoinSchedules forkJoinSchedules() {
        return forkJoinSchedules;
    }

    /** There is an executor with a thread for each task; all of them are under one control. */
    void meetTaskThreads() {
        if (!hasTaskThreads && TaskThreadSets.executorClass() != null) {
            resources.add(taskThreads, TaskThreadSets.executorClass()); // twice does no harm
            hasTaskThreads = true;
        }
    }

    /** The calling thread is in the constructor of an executor, which cannot be looked at yet: only whose it is. */
    void begun(Object executor) {
        if (executor instanceof ThreadPoolExecutor || executor instanceof ForkJoinPool) {
            seen.add(executor, ownerByCaller(executor));
        }
    }

    /** The calling thread is in the constructor of an executor that is there already. */
    void made(Object executor) {
        if (!met.contains(executor)) { // constructors call each other
            meet(executor, ownerByCaller(executor));
        }
    }

    boolean hasMet(Object executor) {
        return met.contains(executor);
    }

    /** Whose it is, if that was seen when it was made. */
    Owner ownerOf(Object executor) {
        return seen.ownerOf(executor);
    }

    private Owner ownerByCaller(Object executor) {
        Owner owner = ownership.ofCaller(executor);
        return owner.isKnown() ? owner : Owner.JDK;
    }

    /** Lets go of what was put under control before its owner was known to be a library. */
    void release() {
        for (Controlled<TaskControl<Object>> executor : resources.executors()) {
            if (ownership.isLibrary(ownerOf(executor.resource()))) {
                resources.remove(executor.resource());
            }
        }
    }

    void meet(Object executor, Owner owner) {
        seen.add(executor, owner);
        if (!met.add(executor, owner) || ownership.isLibrary(owner)) {
            return;
        }
        if (executor instanceof ThreadPoolExecutor) {
            resources.add(threadPools, (ThreadPoolExecutor) executor);
            if (executor instanceof ScheduledThreadPoolExecutor && !isOfTimeouts((ThreadPoolExecutor) executor)) {
                resources.add(schedules, (ScheduledThreadPoolExecutor) executor);
            }
        } else if (executor instanceof ForkJoinPool) {
            resources.add(forkJoinPools, (ForkJoinPool) executor);
            if (ForkJoinSchedules.exist()) {
                resources.add(forkJoinSchedules, (ForkJoinPool) executor);
            }
        } else if (executor instanceof Thread) {
            resources.add(timers, (Thread) executor);
            resources.add(timerSchedules, (Thread) executor);
        } else {
            resources.add(futureThreads, (Executor) executor);
        }
    }

    /** The JDK's scheduler behind CompletableFuture.orTimeout: running tasks may wait for what it has yet to start. */
    private static boolean isOfTimeouts(ThreadPoolExecutor pool) {
        return pool.getThreadFactory().getClass().getName().startsWith("java.util.concurrent.CompletableFuture$");
    }
}
