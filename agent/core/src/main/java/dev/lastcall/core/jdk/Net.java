package dev.lastcall.core.jdk;

import java.io.FileDescriptor;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.channels.Channel;

/**
 * The methods of {@code sun.nio.ch.Net}, unchanged from 8 to 25. By reflection: the JDK has no public way to call listen(2)
 * on a socket that listens already, nor to ask for pending input while another thread holds the channel's lock, as one
 * inside {@code accept} does. The agent opens the package to itself at start; where that failed, nothing is available.
 */
final class Net {

    private static final Method LISTEN;
    private static final Method POLL;
    private static final Method SHUTDOWN;
    private static final int READABLE;
    private static final int SHUT_RD = 0;

    static {
        Method listen = null;
        Method poll = null;
        Method shutdown = null;
        int readable = 0;
        try {
            Class<?> net = Class.forName("sun.nio.ch.Net");
            readable = net.getField("POLLIN").getShort(null);
            poll = open(net.getDeclaredMethod("poll", FileDescriptor.class, int.class, long.class));
            shutdown = open(net.getDeclaredMethod("shutdown", FileDescriptor.class, int.class));
            listen = open(net.getDeclaredMethod("listen", FileDescriptor.class, int.class));
        } catch (Exception closed) { // setAccessible throws a RuntimeException that Java 8 does not know
            listen = null;
        }
        LISTEN = listen;
        POLL = poll;
        SHUTDOWN = shutdown;
        READABLE = readable;
    }

    private Net() {}

    static boolean isAvailable() {
        return LISTEN != null;
    }

    /**
     * Calls each method once, for a socket that there is not. Since Java 18 the first call of a method by reflection makes
     * classes, which takes longer than all the calls that matter.
     */
    static void rehearse() {
        FileDescriptor none = new FileDescriptor();
        try {
            isReadable(none);
            listen(none, 0);
        } catch (IOException expected) {
            // there is no such socket
        }
        try {
            shutdownReading(none);
        } catch (IOException expected) {
            // there is no such socket
        }
    }

    /** The descriptor of an open channel of the JDK's own making, or null. */
    static FileDescriptor descriptor(Channel channel) {
        if (!isAvailable() || !channel.isOpen()) {
            return null;
        }
        try {
            return (FileDescriptor) open(channel.getClass().getMethod("getFD")).invoke(channel);
        } catch (Exception notOfTheJdk) {
            return null;
        }
    }

    /** A descriptor for a socket that others than the JDK have made, by its number; null where there are no such numbers. */
    static FileDescriptor descriptor(int number) {
        if (!isAvailable() || number < 0) {
            return null;
        }
        try {
            Method make = open(Class.forName("sun.nio.ch.IOUtil").getDeclaredMethod("newFD", int.class));
            return (FileDescriptor) make.invoke(null, number);
        } catch (Exception notOnThisSystem) {
            return null;
        }
    }

    static void listen(FileDescriptor descriptor, int backlog) throws IOException {
        call(LISTEN, descriptor, backlog);
    }

    /** Ends the reading side; that of a listening socket is its listening. */
    static void shutdownReading(FileDescriptor descriptor) throws IOException {
        call(SHUTDOWN, descriptor, SHUT_RD);
    }

    /** Whether bytes, a connection or the end of the stream can be had without waiting. */
    static boolean isReadable(FileDescriptor descriptor) throws IOException {
        return (Integer) call(POLL, descriptor, READABLE, 0L) != 0;
    }

    private static Object call(Method method, Object... arguments) throws IOException {
        try {
            return method.invoke(null, arguments);
        } catch (InvocationTargetException thrown) {
            throw new IOException(thrown.getCause());
        } catch (IllegalAccessException impossible) {
            throw new IOException(impossible);
        }
    }

    private static Method open(Method method) {
        method.setAccessible(true);
        return method;
    }
}
