package dev.lastcall.library.executors;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.AbstractQueuedSynchronizer;
import java.util.concurrent.locks.ReentrantLock;

/** The private side of a ThreadPoolExecutor. The fields are the same on 8, 11, 17, 21 and 25. */
final class PoolView {

    /** Held for long only by an application's own {@code terminated()}, for which nobody here waits. */
    private static final long LOCK_MILLIS = 50;

    private static final Class<?> WORKER = Fields.type("java.util.concurrent.ThreadPoolExecutor$Worker");
    private static final Field MAIN_LOCK = Fields.of(ThreadPoolExecutor.class, "mainLock");
    private static final Field WORKERS = Fields.of(ThreadPoolExecutor.class, "workers");
    private static final Field QUEUE = Fields.of(ThreadPoolExecutor.class, "workQueue");
    private static final Field COMPLETED = Fields.of(ThreadPoolExecutor.class, "completedTaskCount");
    private static final Field THREAD = Fields.of(WORKER, "thread");
    private static final Field FIRST_TASK = Fields.of(WORKER, "firstTask");
    private static final Field WORKER_COMPLETED = Fields.of(WORKER, "completedTasks");
    private static final Field POOL = Fields.of(WORKER, "this$0");
    private static final Field LOCK_STATE = Fields.of(AbstractQueuedSynchronizer.class, "state");

    private final ThreadPoolExecutor pool;

    PoolView(ThreadPoolExecutor pool) {
        this.pool = pool;
    }

    static boolean isWorker(Object object) {
        return WORKER.isInstance(object);
    }

    static ThreadPoolExecutor poolOf(Object worker) {
        return (ThreadPoolExecutor) Fields.get(POOL, worker);
    }

    @SuppressWarnings("unchecked") // the type that the field is declared with
    BlockingQueue<Runnable> queue() {
        return (BlockingQueue<Runnable>) Fields.get(QUEUE, pool);
    }

    /** The tasks that ever ended, or -1 if that cannot be told now. */
    long completed() {
        ReentrantLock lock = lock();
        if (lock == null) {
            return -1;
        }
        try {
            // A worker that leaves moves its count under this lock, so that none is counted twice or missed.
            long sum = Fields.number(COMPLETED, pool);
            for (Object worker : (Collection<?>) Fields.get(WORKERS, pool)) {
                sum += Fields.number(WORKER_COMPLETED, worker);
            }
            return sum;
        } finally {
            lock.unlock();
        }
    }

    List<Worker> workers() {
        ReentrantLock lock = lock();
        if (lock == null) {
            return Collections.emptyList();
        }
        try {
            List<Worker> workers = new ArrayList<Worker>();
            for (Object worker : (Collection<?>) Fields.get(WORKERS, pool)) {
                workers.add(new Worker(worker));
            }
            return workers;
        } finally {
            lock.unlock();
        }
    }

    private ReentrantLock lock() {
        ReentrantLock lock = (ReentrantLock) Fields.get(MAIN_LOCK, pool);
        try {
            return lock.tryLock(LOCK_MILLIS, TimeUnit.MILLISECONDS) ? lock : null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /** A worker of the pool. Its lock word is 1 while it runs a task, 0 between tasks, -1 before its thread began. */
    static final class Worker {
        private final Object worker;

        Worker(Object worker) {
            this.worker = worker;
        }

        Thread thread() {
            return (Thread) Fields.get(THREAD, worker);
        }

        boolean hasFirstTask() {
            return Fields.get(FIRST_TASK, worker) != null;
        }

        long completed() {
            return Fields.number(WORKER_COMPLETED, worker);
        }

        long lockState() {
            return Fields.number(LOCK_STATE, worker);
        }
    }
}
