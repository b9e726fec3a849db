package dev.lastcall.library.executors;

import dev.lastcall.core.resource.Resources;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;

/** Puts each executor under control when it is first met, unless it is a library's. Thread-safe. */
final class Registry {

    private final Resources resources;
    private final Ownership ownership;
    private final Seen seen = new Seen();
    private final ThreadPools threadPools = new ThreadPools(seen);
    private final Schedules schedules = new Schedules(threadPools);
    private final ForkJoinPools forkJoinPools = new ForkJoinPools(seen);
    private final Timers timers = new Timers(seen);
    private final TimerSchedules timerSchedules = new TimerSchedules(timers);

    Registry(Resources resources, Ownership ownership) {
        this.resources = resources;
        this.ownership = ownership;
    }

    Timers timers() {
        return timers;
    }

    Schedules schedules() {
        return schedules;
    }

    boolean knows(Object executor) {
        return seen.contains(executor);
    }

    /** Meets an executor whose constructor the calling thread is in. */
    void made(Object executor) {
        if (!seen.contains(executor)) { // constructors call each other
            Owner owner = ownership.ofCaller(executor);
            meet(executor, owner.isKnown() ? owner : Owner.JDK);
        }
    }

    void meet(Object executor, Owner owner) {
        if (!seen.add(executor, owner) || owner.isLibrary()) {
            return;
        }
        if (executor instanceof ThreadPoolExecutor) {
            resources.add(threadPools, (ThreadPoolExecutor) executor);
            if (executor instanceof ScheduledThreadPoolExecutor && !isOfTimeouts((ThreadPoolExecutor) executor)) {
                resources.add(schedules, (ScheduledThreadPoolExecutor) executor);
            }
        } else if (executor instanceof ForkJoinPool) {
            resources.add(forkJoinPools, (ForkJoinPool) executor);
        } else if (executor instanceof Thread) {
            resources.add(timers, (Thread) executor);
            resources.add(timerSchedules, (Thread) executor);
        }
    }

    /** The JDK's scheduler behind CompletableFuture.orTimeout: running tasks may wait for what it has yet to start. */
    private static boolean isOfTimeouts(ThreadPoolExecutor pool) {
        return pool.getThreadFactory().getClass().getName().startsWith("java.util.concurrent.CompletableFuture$");
    }
}
