package dev.lastcall.library.executors;

import java.lang.reflect.Field;
import java.util.concurrent.FutureTask;

/** What a task is called in the log: the class that the application wrote, not what the JDK wraps it into. */
final class TaskNames {

    private static final Field CALLABLE = Fields.of(FutureTask.class, "callable");
    private static final Class<?> ADAPTER = Fields.type("java.util.concurrent.Executors$RunnableAdapter");
    private static final Field ADAPTED = Fields.of(ADAPTER, "task");

    private TaskNames() {}

    static String of(Object task) {
        return Ownership.withoutLambda(unwrapped(task).getClass().getName());
    }

    static Object unwrapped(Object task) {
        Object inner = task;
        if (inner instanceof FutureTask) {
            Object callable = Fields.get(CALLABLE, inner); // null once it has run
            inner = callable == null ? inner : callable;
        }
        if (ADAPTER.isInstance(inner)) {
            inner = Fields.get(ADAPTED, inner);
        }
        return inner;
    }
}
