package dev.lastcall.library.netty4;

import dev.lastcall.core.jdk.Backlog;
import dev.lastcall.core.time.Deadline;
import io.netty.channel.Channel;
import io.netty.channel.unix.UnixChannel;
import io.netty.util.AttributeKey;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.util.Locale;
import java.util.Optional;

/**
 * The socket beneath a server channel. It is closed without Netty's knowledge, because services wait for the server
 * channel's close in order to stop everything else: {@code channel.closeFuture().sync(); workers.shutdownGracefully()}.
 */
abstract class ListeningSocket {

    private static final AttributeKey<ServerSocketChannel> NIO = AttributeKey.valueOf("dev.lastcall.ListeningSocket");

    final Optional<Backlog> backlog;

    private ListeningSocket(Optional<Backlog> backlog) {
        this.backlog = backlog;
    }

    /** Remembers what Netty shows to subclasses only. */
    static void made(Channel listener, ServerSocketChannel socket) {
        listener.attr(NIO).set(socket);
    }

    /** @param deadline by which it is to be closed */
    static ListeningSocket of(Channel listener, Deadline deadline) {
        ServerSocketChannel nio = listener.attr(NIO).get();
        if (nio != null) {
            return new Nio(nio, deadline);
        }
        try {
            if (UnixSocket.isUnder(listener)) {
                return new UnixSocket(listener, deadline);
            }
        } catch (LinkageError noSuchJar) {
            // a service without native transports
        }
        return new Unknown(listener);
    }

    /** To be called on the channel's event loop where that is possible: nothing is accepting then. */
    abstract void close() throws IOException;

    private static final class Nio extends ListeningSocket {
        private final ServerSocketChannel socket;

        Nio(ServerSocketChannel socket, Deadline deadline) {
            super(Backlog.of(socket, deadline));
            this.socket = socket;
        }

        /** The key is cancelled with it, so the selector never reports it again and Netty never asks. */
        @Override
        void close() throws IOException {
            if (backlog.isPresent()) {
                backlog.get().refuse();
            }
            socket.close();
        }
    }

    private static final class UnixSocket extends ListeningSocket {
        private final UnixChannel listener;

        UnixSocket(Channel listener, Deadline deadline) {
            super(Backlog.of(((UnixChannel) listener).fd().intValue(), deadline));
            this.listener = (UnixChannel) listener;
        }

        /** Not io_uring, where the kernel holds the socket for an accept under way. */
        static boolean isUnder(Channel listener) {
            return listener instanceof UnixChannel
                    && !listener.getClass().getName().toLowerCase(Locale.ROOT).contains("uring");
        }

        /** The channel leaves its loop, or the loop would take the next file of this number for it. */
        @Override
        void close() throws IOException {
            listener.fd().close();
            listener.deregister();
        }
    }

    /** A transport whose socket cannot be reached: the channel itself is closed, and whoever waits for that goes on. */
    private static final class Unknown extends ListeningSocket {
        private final Channel listener;

        Unknown(Channel listener) {
            super(Optional.<Backlog>empty());
            this.listener = listener;
        }

        @Override
        void close() {
            listener.close();
        }
    }
}
