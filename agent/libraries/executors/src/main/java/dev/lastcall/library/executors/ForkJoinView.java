package dev.lastcall.library.executors;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;

/** The private side of a ForkJoinPool: its workers, and on 25 the thread that feeds it with delayed tasks. */
final class ForkJoinView {

    private static final Class<?> WORK_QUEUE = Fields.type("java.util.concurrent.ForkJoinPool$WorkQueue");
    private static final Field QUEUES = Fields.of(ForkJoinPool.class, "workQueues", "queues"); // up to 16, since 17
    private static final Field OWNER = Fields.of(WORK_QUEUE, "owner");
    private static final Field STEALS = Fields.of(WORK_QUEUE, "nsteals");
    private static final Field DELAY_SCHEDULER = Fields.ifAny(ForkJoinPool.class, "delayScheduler");

    private final ForkJoinPool pool;

    ForkJoinView(ForkJoinPool pool) {
        this.pool = pool;
    }

    /** Queued tasks, of submitters and of workers. */
    int queued() {
        return pool.getQueuedSubmissionCount() + (int) pool.getQueuedTaskCount();
    }

    List<Worker> workers() {
        List<Worker> workers = new ArrayList<Worker>();
        Object[] queues = (Object[]) Fields.get(QUEUES, pool);
        if (queues != null) {
            for (Object queue : queues) {
                Object owner = queue == null ? null : Fields.get(OWNER, queue);
                if (owner != null) {
                    workers.add(new Worker((Thread) owner, Fields.number(STEALS, queue)));
                }
            }
        }
        return workers;
    }

    /**
     * Changes with every task that a worker ends outside any other task, and when workers come and go. Not the pool's own
     * steal count: that falls for a moment when a worker leaves, and might hide as many steals of the others.
     */
    long progress() {
        long sum = 0;
        for (Worker worker : workers()) {
            sum += spread(((long) System.identityHashCode(worker.thread) << 32) | (worker.steals & 0xffffffffL));
        }
        return sum;
    }

    /** Whether a delayed task may just be on its way from the thread that holds it back into a queue. */
    boolean isFed() {
        Thread scheduler = DELAY_SCHEDULER == null ? null : (Thread) Fields.get(DELAY_SCHEDULER, pool);
        return scheduler != null && scheduler.getState() == Thread.State.RUNNABLE;
    }

    /** So that the sum of two workers' values says more than the sum of their steals. */
    private static long spread(long value) {
        long x = (value ^ (value >>> 32)) * 0x9E3779B97F4A7C15L;
        x = (x ^ (x >>> 29)) * 0xBF58476D1CE4E5B9L;
        return x ^ (x >>> 32);
    }

    static final class Worker {
        final Thread thread;
        final long steals;

        Worker(Thread thread, long steals) {
            this.thread = thread;
            this.steals = steals;
        }
    }
}
