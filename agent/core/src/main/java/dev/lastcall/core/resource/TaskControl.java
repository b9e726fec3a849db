package dev.lastcall.core.resource;

/**
 * Control over what runs tasks: an executor, a fork-join pool, a timer. The line rings the drain's bell (through {@code
 * LastCall.stir}) when a task may have ended.
 */
public interface TaskControl<T> extends Control<T> {

    /**
     * What is running and queued. The sample need not be atomic; {@link TaskSample} says what it must guarantee so that
     * two equal idle samples of all executors prove that all were idle together.
     */
    TaskSample sample(T executor);

    /** False if this stands for executors of all kinds: then the name of one thread says nothing of the others. */
    default boolean isOneExecutor() {
        return true;
    }

    /** Whether the JVM has it for everybody, so that its being there says nothing about the application. */
    default boolean isEverybodys(T executor) {
        return false;
    }
}
