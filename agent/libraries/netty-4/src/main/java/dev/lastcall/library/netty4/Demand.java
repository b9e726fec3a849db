package dev.lastcall.library.netty4;

import dev.lastcall.core.jdk.Unread;
import io.netty.channel.Channel;
import io.netty.channel.nio.AbstractNioChannel.NioUnsafe;
import io.netty.channel.unix.UnixChannel;
import java.lang.reflect.Field;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;

/**
 * Whether a channel has been asked for input, and none has come. One that reads by itself is asked always, another one by
 * its application. Netty keeps that for itself: in the channel of NIO, beneath that of a native transport.
 */
final class Demand {

    private static final String PENDING = "readPending";

    private Demand() {}

    /** False where nobody knows. */
    static boolean isUnmet(Channel channel) {
        try {
            Channel.Unsafe beneath = channel.unsafe();
            if (beneath instanceof NioUnsafe) {
                SelectableChannel socket = ((NioUnsafe) beneath).ch();
                return isPending(channel) && socket instanceof SocketChannel && !Unread.isOn((SocketChannel) socket);
            }
            return isPending(beneath) && Native.hasReadAll(channel);
        } catch (LinkageError noSuchJar) {
            return false;
        } catch (ReflectiveOperationException unknown) {
            return false;
        }
    }

    private static boolean isPending(Object keeper) throws ReflectiveOperationException {
        for (Class<?> type = keeper.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getName().equals(PENDING)) {
                    field.setAccessible(true);
                    return field.getBoolean(keeper);
                }
            }
        }
        return false;
    }

    /** Its types are in a jar that a service need not have. */
    private static final class Native {
        static boolean hasReadAll(Channel channel) {
            return channel instanceof UnixChannel
                    && !Unread.isOn(((UnixChannel) channel).fd().intValue());
        }
    }
}
