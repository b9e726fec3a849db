package dev.lastcall.library.jetty12;

import dev.lastcall.core.Core;
import java.lang.reflect.Field;
import org.eclipse.jetty.server.internal.HttpChannelState;

/**
 * Which thread is inside the handler of a channel. Jetty notes it by itself, but in a private field: to read that during a
 * drain spares each request a point. Thread-safe.
 */
final class Handling {

    private final Field thread;

    Handling(Core core) {
        Field found = null;
        try {
            found = HttpChannelState.class.getDeclaredField("_handling");
            found.setAccessible(true);
        } catch (Exception unknown) {
            core.debug("With this Jetty it is not known which thread handles a request", unknown);
            found = null;
        }
        thread = found;
    }

    /** Null if there is none. Jetty writes under its lock, so what is read here may be a moment old. */
    Thread threadIn(HttpChannelState channel) {
        try {
            return thread == null ? null : (Thread) thread.get(channel);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible); // it was made accessible
        }
    }
}
