package dev.lastcall.library.undertow;

import dev.lastcall.core.jdk.Unread;
import dev.lastcall.core.ledger.WorkControl;
import dev.lastcall.core.time.Clock;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.channels.SocketChannel;
import org.xnio.StreamConnection;

/**
 * What comes from a client, TLS or not: seen where XNIO reads it, which hides all of that. When something came last is kept
 * on XNIO's own object, during a drain only: Undertow and XNIO may live in different loaders, each with a copy of this line.
 */
final class Input {

    private Input() {}

    /** @param count what a read has returned, or null if it has failed */
    static void heard(Object conduit, Number count, Clock clock) {
        if (count != null && count.longValue() > 0 && conduit instanceof LastCall.Tagged) {
            ((LastCall.Tagged) conduit).lastCallTag(clock.nanos());
        }
    }

    /** For how long nothing has come on a connection on which input is waited for. */
    static long silentNanos(StreamConnection connection, Clock clock) throws ReflectiveOperationException {
        Object conduit = conduit(connection);
        if (!(conduit instanceof LastCall.Tagged) || Unread.isOn(socket(conduit))) {
            return WorkControl.NOT_WAITING;
        }
        Object heard = ((LastCall.Tagged) conduit).lastCallTag();
        return heard == null ? Long.MAX_VALUE : clock.nanos() - (Long) heard;
    }

    /** Beneath XNIO, which finds the end of the stream when it is told, or waits to be told, that there is something to read. */
    static void end(StreamConnection connection) throws ReflectiveOperationException, IOException {
        socket(conduit(connection)).shutdownInput();
    }

    private static Object conduit(StreamConnection connection) throws ReflectiveOperationException {
        Object beneath = connection;
        for (Field delegate = field(beneath, "delegate"); delegate != null; delegate = field(beneath, "delegate")) {
            beneath = delegate.get(beneath); // that of a connection with TLS
        }
        return known(beneath, "conduit").get(beneath);
    }

    private static SocketChannel socket(Object conduit) throws ReflectiveOperationException {
        return (SocketChannel) known(conduit, "socketChannel").get(conduit);
    }

    private static Field known(Object object, String name) throws NoSuchFieldException {
        Field field = field(object, name);
        if (field == null) {
            throw new NoSuchFieldException(object.getClass() + "." + name);
        }
        return field;
    }

    private static Field field(Object object, String name) {
        for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    field.setAccessible(true);
                    return field;
                }
            }
        }
        return null;
    }
}
