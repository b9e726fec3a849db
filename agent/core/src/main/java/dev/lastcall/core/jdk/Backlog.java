package dev.lastcall.core.jdk;

import dev.lastcall.core.time.Deadline;
import java.io.FileDescriptor;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.channels.ServerSocketChannel;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The accept backlog of a listening socket: connections that the kernel has made and the server has not accepted yet.
 * Closing the socket resets them all, so it must be empty by then, while new ones keep coming. Calling listen(2) again with
 * a backlog of zero on a socket that listens already makes the queue as short as the kernel allows; the server's own
 * acceptors empty it, and the close follows at once.
 *
 * <p>By reflection on {@code sun.nio.ch}: the JDK has no public way to call listen(2) a second time, nor to ask whether a
 * connection waits while another thread is inside {@code accept}, which holds the channel's lock. The agent opens the
 * package to itself at start; where that failed, {@link #of} is empty. Thread-safe.
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
        if (Net.LISTEN == null || !channel.isOpen()) {
            return Optional.empty();
        }
        try {
            Method getFd = channel.getClass().getMethod("getFD");
            getFd.setAccessible(true);
            return Optional.of(new Backlog((FileDescriptor) getFd.invoke(channel)));
        } catch (Exception notOfTheJdk) { // setAccessible throws a RuntimeException that Java 8 does not know
            return Optional.empty();
        }
    }

    /** The backlog of a listening socket that is not of the JDK, by the number of its file descriptor. */
    public static Optional<Backlog> of(int descriptor) {
        if (Net.LISTEN == null || Net.NEW_DESCRIPTOR == null || descriptor < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Backlog((FileDescriptor) call(Net.NEW_DESCRIPTOR, descriptor)));
        } catch (Exception notOnThisSystem) { // which has no such numbers
            return Optional.empty();
        }
    }

    /** Loads all that is needed, so that nothing has to be loaded between the last look and the close. */
    public static boolean prepare() {
        return Net.LISTEN != null;
    }

    /**
     * Shortens the backlog, waits until the server has accepted all that is in it, and closes.
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
    public void shorten() throws Exception {
        call(Net.LISTEN, descriptor, 0);
    }

    /** Whether no connection waits to be accepted. */
    public boolean isEmpty() throws Exception {
        return (Integer) call(Net.POLL, descriptor, (int) Net.readable, 0L) == 0;
    }

    private static Object call(Method method, Object... arguments) throws Exception {
        try {
            return method.invoke(null, arguments);
        } catch (InvocationTargetException thrown) {
            if (thrown.getCause() instanceof IOException) {
                throw (IOException) thrown.getCause();
            }
            throw thrown;
        }
    }

    /** The methods of {@code sun.nio.ch.Net}, unchanged from 8 to 25. */
    private static final class Net {
        static final Method LISTEN;
        static final Method POLL;
        static final Method NEW_DESCRIPTOR;
        static short readable;

        static {
            Method listen = null;
            Method poll = null;
            try {
                Class<?> net = Class.forName("sun.nio.ch.Net");
                poll = open(net.getDeclaredMethod("poll", FileDescriptor.class, int.class, long.class));
                listen = open(net.getDeclaredMethod("listen", FileDescriptor.class, int.class));
                readable = net.getField("POLLIN").getShort(null);
            } catch (Exception closed) { // see of()
                listen = null;
            }
            LISTEN = listen;
            POLL = poll;
            NEW_DESCRIPTOR = newDescriptor();
        }

        private static Method newDescriptor() {
            try {
                return open(Class.forName("sun.nio.ch.IOUtil").getDeclaredMethod("newFD", int.class));
            } catch (Exception closed) { // see of()
                return null;
            }
        }

        private static Method open(Method method) {
            method.setAccessible(true);
            return method;
        }
    }
}
