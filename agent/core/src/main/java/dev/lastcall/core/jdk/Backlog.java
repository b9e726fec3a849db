package dev.lastcall.core.jdk;

import dev.lastcall.core.time.Deadline;
import dev.lastcall.core.time.Fraction;
import java.io.FileDescriptor;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The accept backlog of a listening socket: connections that the kernel has made and the server has not accepted yet.
 * Closing the socket resets them all, so it must be empty by then, while new ones keep coming. The server's own acceptors
 * empty it; in the first moment in which it is empty it is made as short as the kernel allows, by calling listen(2) again
 * with a backlog of zero, and the close follows at once. Not sooner: a client that finds a short backlog full believes that
 * it is connected, waits, and is reset by the close. Made anew for each close. Thread-safe.
 */
public final class Backlog {

    /** How a server lets go of its listening socket. */
    public interface Closing {
        void close() throws Exception;
    }

    /** No event tells that a queue has become empty, so it is looked at this often, for as long as it is not. */
    private static final long GLANCE_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

    /** How long a backlog is waited for that is never seen empty, before it is made short all the same. */
    private static final Duration PATIENCE = Duration.ofMillis(200);

    private final FileDescriptor descriptor;
    private final Deadline deadline;
    private final Deadline patience;

    private Backlog(FileDescriptor descriptor, Deadline deadline) {
        this.descriptor = descriptor;
        this.deadline = deadline;
        this.patience = deadline.within(Fraction.of(deadline.left(), 2)).within(PATIENCE);
    }

    /**
     * The backlog of an open listening channel; empty where this JDK does not let us see it.
     *
     * @param deadline by which the socket is to be closed
     */
    public static Optional<Backlog> of(ServerSocketChannel channel, Deadline deadline) {
        return of(Net.descriptor(channel), deadline);
    }

    /** The backlog of a listening socket that is not of the JDK, by the number of its file descriptor. */
    public static Optional<Backlog> of(int descriptor, Deadline deadline) {
        return of(Net.descriptor(descriptor), deadline);
    }

    private static Optional<Backlog> of(FileDescriptor descriptor, Deadline deadline) {
        if (descriptor == null) {
            return Optional.empty();
        }
        Net.rehearse();
        return Optional.of(new Backlog(descriptor, deadline));
    }

    /** Loads all that is needed, so that nothing has to be loaded between the last look and the close. */
    public static boolean prepare() {
        return Net.isAvailable();
    }

    /**
     * Waits until the server has accepted all that is in the backlog, and closes. Where the JDK does not let us see the
     * backlog, closes at once.
     *
     * @param channel on which the server goes on accepting meanwhile
     */
    public static void emptyThenClose(ServerSocketChannel channel, Deadline deadline, Closing closing)
            throws Exception {
        Optional<Backlog> backlog = of(channel, deadline);
        try {
            while (backlog.isPresent() && !backlog.get().isReadyToClose()) {
                LockSupport.parkNanos(channel, GLANCE_NANOS);
            }
        } catch (IOException failure) {
            if (channel.isOpen()) { // else its application has closed it meanwhile, which is as good
                throw failure;
            }
        }
        closing.close();
    }

    /**
     * Whether no connection waits to be accepted, and as few as the kernel can help will come to wait until the close. The
     * queue is looked at again after it was shortened: whoever came in between is seen, and can only be followed by one. Or
     * the deadline has passed.
     */
    public boolean isReadyToClose() throws IOException {
        if (!isEmpty() && !patience.passed()) {
            return false;
        }
        Net.listen(descriptor, 0);
        return isEmpty() || deadline.passed();
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

    private boolean isEmpty() throws IOException {
        return !Net.isReadable(descriptor);
    }
}
