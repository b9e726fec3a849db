package dev.lastcall.core;

/**
 * How the agent ends the JVM. It has taken the signal from the JVM, which asks nobody; so it must not ask either: a security
 * manager may refuse {@code Runtime.exit} and {@code halt}, and the process would never end. Thread-safe.
 */
public final class WayOut {

    /** The JVM's own exit, behind the place where {@code Runtime} asks. */
    public interface Unasked {
        void exit(int status);

        void halt(int status);
    }

    /** Null until it is connected: then Runtime is asked. */
    private volatile Unasked unasked;

    public void connect(Unasked to) {
        unasked = to;
    }

    /** Runs the shutdown hooks and ends the JVM. Returns only where every way is barred. */
    public void exit(int status) {
        try {
            if (unasked != null) {
                unasked.exit(status);
            }
        } catch (Throwable barred) {
            // the next way
        }
        try {
            Runtime.getRuntime().exit(status);
        } catch (Throwable barred) {
            // the caller knows another
        }
    }

    /** Ends the JVM at once. Returns only where every way is barred. */
    public void halt(int status) {
        try {
            if (unasked != null) {
                unasked.halt(status);
            }
        } catch (Throwable barred) {
            // the next way
        }
        try {
            Runtime.getRuntime().halt(status);
        } catch (Throwable barred) {
            // there is none
        }
    }
}
