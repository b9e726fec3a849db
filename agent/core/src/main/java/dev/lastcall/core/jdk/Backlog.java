package dev.lastcall.core.jdk;

import dev.lastcall.core.time.Deadline;
import java.io.FileDescriptor;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.util.Optional;
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

    private final FileDescriptor descriptor;

    private Backlog(FileDescriptor descriptor) {
        this.descriptor = descriptor;
    }

    /** The backlog of an open listening channel; empty where this JDK does not let us see it. */
    public static Optional<Backlog> of(ServerSocketChannel channel) {
        return of(Net.descriptor(channel));
    }

    /** The backlog of a listening socket that is not of the JDK, by the number of its file descriptor. */
    public static Optional<Backlog> of(int descriptor) {
        return of(Net.descriptor(descriptor));
    }

    private static Optional<Backlog> of(FileDescriptor descriptor) {
        return descriptor == null ? Optional.<Backlog>empty() : Optional.of(new Backlog(descriptor));
    }

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
        Optional<Backlog> backlog = of(channel);
        if (backlog.isPresent()) {
            backlog.get().shorten();
            while (!backlog.get().isEmpty() && !deadline.passed()) {
                LockSupport.parkNanos(channel, GLANCE_NANOS);
            }
        }
        closing.close();
    }

    /** From now on the kernel completes as few connections as it can that nobody accepts. */
    public void shorten() throws IOException {
        Net.listen(descriptor, 0);
    }

    /**
     * From now on nobody connects, whoever still waits is reset, and accepting fails. To be called right before the close, where
     * no thread is inside {@code accept}: the JDK closes a channel that a selector watches only when that selector selects
     * again, and until then the kernel would go on making connections that nobody will accept.
     */
    public void refuse() {
        try {
            Net.shutdownReading(descriptor);
        } catch (IOException notOnThisSystem) {
            // so the close does it, a moment later
        }
    }

    /** Whether no connection waits to be accepted. */
    public boolean isEmpty() throws IOException {
        return !Net.isReadable(descriptor);
    }
}
