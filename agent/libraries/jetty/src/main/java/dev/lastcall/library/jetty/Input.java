package dev.lastcall.library.jetty;

import dev.lastcall.core.ledger.WorkControl;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.IdleTimeout;

/** What comes from a client, TLS or not. */
public final class Input {

    private Input() {}

    /**
     * For how long nothing has come, or gone, on a connection on which input is waited for. Jetty keeps the time for its own
     * time-out; what lies in the socket has come, though nobody has read it yet.
     *
     * @param socket the connection's end at the socket, below TLS
     */
    public static long silentNanos(EndPoint socket) {
        return socket instanceof IdleTimeout && !Connectors.hasUnread(socket)
                ? TimeUnit.MILLISECONDS.toNanos(((IdleTimeout) socket).getIdleFor())
                : WorkControl.NOT_WAITING;
    }

    /** Beneath Jetty, which finds the end of the stream when it is told that there is something to read. */
    public static void end(EndPoint socket) throws IOException {
        if (socket.getTransport() instanceof SocketChannel) {
            ((SocketChannel) socket.getTransport()).shutdownInput();
        }
    }
}
