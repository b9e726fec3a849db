package dev.lastcall.core.trigger;

import sun.misc.Signal;
import sun.misc.SignalHandler;

/** What the woven exits and signal registrations of the JVM report to. Thread-safe. */
public interface Exits {

    /** Somebody asks for the JVM's exit with this status. */
    void exiting(int status);

    /** The JVM is about to run its shutdown hooks, on the calling thread, which holds the lock of {@code Shutdown}. */
    void hooksBegin();

    /** The JVM ends now, with this status; whoever has asked for it, a hook of the application or the agent. */
    void halting(int status);

    /** All shutdown hooks have run; the next thing is the JVM's halt. On the thread that holds the lock of {@code Shutdown}. */
    void hooksEnd();

    /**
     * Somebody registers a handler for a signal.
     *
     * @return null if the signal is none of ours and the JVM should register it; otherwise what the caller is told was
     *     the handler before
     */
    SignalHandler registers(Signal signal, SignalHandler handler);
}
