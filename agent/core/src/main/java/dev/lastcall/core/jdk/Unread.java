package dev.lastcall.core.jdk;

import java.io.FileDescriptor;
import java.io.IOException;
import java.nio.channels.SocketChannel;

/** Input that has arrived on a connection and that the server has not read yet. Thread-safe. */
public final class Unread {

    private Unread() {}

    /** Whether there is any, the end of the stream included; false where the JDK does not let us see it. */
    public static boolean isOn(SocketChannel channel) {
        return isOn(Net.descriptor(channel));
    }

    /** The same for a socket that is not of the JDK, by the number of its file descriptor. */
    public static boolean isOn(int descriptor) {
        return isOn(Net.descriptor(descriptor));
    }

    private static boolean isOn(FileDescriptor descriptor) {
        try {
            return descriptor != null && Net.isReadable(descriptor);
        } catch (IOException gone) {
            return false;
        }
    }
}
