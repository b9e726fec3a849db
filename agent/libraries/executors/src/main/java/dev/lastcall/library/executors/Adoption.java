package dev.lastcall.library.executors;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.ThreadPoolExecutor;

/**
 * Finds the executors that are older than the weave, by the threads that work for them. One that has no thread now has no
 * task; it is met when it gets one.
 */
final class Adoption {

    /** A thread factory may wrap the worker that it is given, and once more. */
    private static final int DEPTH = 3;

    private final Registry registry;
    private final Ownership ownership;

    Adoption(Registry registry, Ownership ownership) {
        this.registry = registry;
        this.ownership = ownership;
    }

    void run() {
        registry.meet(ForkJoinPool.commonPool(), Owner.EVERYBODY);
        Executor ofFutures = FutureThreads.executor();
        if (ofFutures != null) {
            registry.meet(ofFutures, Owner.EVERYBODY);
        }
        if (TaskThreadSets.anyExecutor()) {
            registry.meetTaskThreads();
        }
        for (Thread thread : LiveThreads.all()) {
            if (thread instanceof ForkJoinWorkerThread) {
                adopt(((ForkJoinWorkerThread) thread).getPool(), thread);
            } else if (TimerView.isTimer(thread)) {
                adopt(thread, thread);
            } else {
                ThreadPoolExecutor pool = poolOf(thread);
                if (pool != null) {
                    adopt(pool, thread);
                }
            }
        }
    }

    private void adopt(Object executor, Thread thread) {
        if (executor != null && !registry.hasMet(executor)) {
            Owner owner = registry.ownerOf(executor);
            registry.meet(executor, owner.isKnown() ? owner : owner(executor, thread));
        }
    }

    /** Meets an executor that gets a thread, by the calling thread. */
    void atNewThread(Object executor) {
        if (executor == null || registry.hasMet(executor)) {
            return;
        }
        Owner owner = registry.ownerOf(executor);
        if (!owner.isKnown()) {
            owner = ownership.ofCaller(executor);
        }
        registry.meet(executor, owner.isKnown() ? owner : owner(executor, Thread.currentThread()));
    }

    private Owner owner(Object executor, Thread thread) {
        Owner owner = ownership.ofPart(thread); // that of virtual threads' scheduler is a CarrierThread
        if (!owner.isKnown() && executor instanceof ThreadPoolExecutor) {
            owner = ownership.ofPart(((ThreadPoolExecutor) executor).getThreadFactory());
        }
        if (!owner.isKnown() && executor instanceof ForkJoinPool) {
            owner = ownership.ofPart(((ForkJoinPool) executor).getFactory());
        }
        if (!owner.isKnown()) {
            owner = ownership.ofThread(thread);
        }
        if (!owner.isKnown()) {
            owner = ofWaitingTask(executor);
        }
        return owner;
    }

    private Owner ofWaitingTask(Object executor) {
        Object task = null;
        if (executor instanceof ThreadPoolExecutor) {
            task = new PoolView((ThreadPoolExecutor) executor).queue().peek();
        } else if (executor instanceof Thread) {
            for (TimerView.Entry entry : new TimerView((Thread) executor).scheduled()) {
                task = entry.task;
            }
        }
        return task == null ? Owner.UNKNOWN : ownership.ofPart(TaskNames.unwrapped(task));
    }

    private static ThreadPoolExecutor poolOf(Thread thread) {
        Object target = LiveThreads.targetOf(thread);
        Set<Object> visited = Collections.newSetFromMap(new IdentityHashMap<Object, Boolean>());
        Object worker = target == null ? null : workerIn(target, DEPTH, visited);
        if (worker == null && thread.getClass() != Thread.class) {
            worker = workerIn(thread, DEPTH, visited); // it may keep what it runs in a field of its own
        }
        return worker == null ? null : PoolView.poolOf(worker);
    }

    private static Object workerIn(Object object, int depth, Set<Object> visited) {
        if (PoolView.isWorker(object)) {
            return object;
        }
        if (depth == 0 || !visited.add(object)) {
            return null;
        }
        for (Class<?> type = object.getClass(); type != null && !isPlain(type); type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                Object value = Runnable.class.isAssignableFrom(field.getType()) || field.getType() == Object.class
                        ? valueOf(field, object)
                        : null;
                Object worker = value == null ? null : workerIn(value, depth - 1, visited);
                if (worker != null) {
                    return worker;
                }
            }
        }
        return null;
    }

    private static boolean isPlain(Class<?> type) {
        return type == Object.class || type == Thread.class || type.getName().startsWith("java.lang.");
    }

    private static Object valueOf(Field field, Object object) {
        if (Modifier.isStatic(field.getModifiers())) {
            return null;
        }
        try {
            field.setAccessible(true);
            return field.get(object);
        } catch (Exception closed) { // in a module that is not open: then the pool is met at its next thread
            return null;
        }
    }
}
