package dev.lastcall.library.executors;

import java.lang.ref.Reference;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * The threads of all executors that start one for each task. The JDK registers those executors weakly, for thread dumps
 * ({@code ThreadContainers}); each has a set of its threads. (Sources of 21 and 25.)
 */
final class TaskThreadSets {

    private static final Class<?> EXECUTOR = Fields.typeIfAny("java.util.concurrent.ThreadPerTaskExecutor");
    private static final Class<?> CONTAINERS =
            EXECUTOR == null ? null : Fields.typeIfAny("jdk.internal.vm.ThreadContainers");
    private static final Field REGISTRY = CONTAINERS == null ? null : Fields.ifAny(CONTAINERS, "CONTAINER_REGISTRY");
    private static final Field THREADS = EXECUTOR == null ? null : Fields.ifAny(EXECUTOR, "threads");

    private TaskThreadSets() {}

    /** Their class, or null where there are no such executors, or none that we can read. */
    static Class<?> executorClass() {
        return REGISTRY == null || THREADS == null ? null : EXECUTOR;
    }

    static boolean anyExecutor() {
        return executorClass() != null && !executors().isEmpty();
    }

    static List<Thread> all() {
        List<Thread> threads = new ArrayList<Thread>();
        for (Object executor : executors()) {
            for (Object thread : (Collection<?>) Fields.get(THREADS, executor)) {
                threads.add((Thread) thread);
            }
        }
        return threads;
    }

    private static List<Object> executors() {
        Object registry = Fields.get(REGISTRY, null);
        if (!(registry instanceof Collection)) {
            return Collections.emptyList();
        }
        List<Object> executors = new ArrayList<Object>();
        for (Object reference : (Collection<?>) registry) {
            Object container = ((Reference<?>) reference).get();
            if (EXECUTOR.isInstance(container)) {
                executors.add(container);
            }
        }
        return executors;
    }
}
