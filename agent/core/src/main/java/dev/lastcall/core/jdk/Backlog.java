package dev.lastcall.core.jdk;

import dev.lastcall.core.time.Deadline;
import java.io.FileDescriptor;
import java.nio.channels.ServerSocketChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The accept backlog of a listening socket: connections that the kernel has made and the server has not accepted yet.
 * Closing the socket resets them all, so it must be empty by then, while new ones keep coming. Calling listen(2) again with
 * a backlog of zero on a socket that listens already makes the queue as short as the kernel allows; the server's own
 * acceptors empty it, and the close follows at once. Thread-safe.
 */
public final class Backlog {

    /** How a server lets go of its listening socket. */
    public interface Closing {
        void close() throws Exception;
    }

    /** No event tells that a queue has become empty, so it is looked at this often, for as long as it is not. */
    private static final long GLANCE_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

    private Backlog() {}

    /** Loads all that is needed, so that nothing has to be loaded between the last look and the close. */
    public static boolean prepare() {
        return Net.isAvailable();
    }

    /**
     * Shortens the backlog, waits until the server has accepted all that is in it, and closes. Where the JDK does not let
     * us see the backlog, closes at once.
     *
     * @param channel on which the server goes on accepting meanwhile
     */
    public static void emptyThenClose(ServerSocketChannel channel, Deadline deadline, Closing closing)
            throws Exception {
        FileDescriptor descriptor = Net.descriptor(channel);
        if (descriptor != null) {
            Net.listen(descriptor, 0);
            while (Net.isReadable(descriptor) && !deadline.passed()) {
                LockSupport.parkNanos(channel, GLANCE_NANOS);
            }
        }
        closing.close();
    }
}
