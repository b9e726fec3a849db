package dev.lastcall.core.resource;

/**
 * Control over threads that sit in native code when they have nothing to do, as event loops do: the JVM's exit waits for
 * such threads, for 300 ms, before it halts (measured on 8 to 25).
 */
public interface ThreadControl<T> extends Control<T> {

    /**
     * Makes the threads leave native code for good. Called when the last shutdown hook is over; must not wait. Rather than
     * be stopped they should park, where that is possible: to stop them would close what belongs to them, and the
     * application would hear of it.
     *
     * @param parked to be run when it is so
     */
    void park(T threads, Runnable parked) throws Exception;
}
