package dev.lastcall.library.sockets;

import dev.lastcall.core.resource.UnknownServers;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;

/** A listening channel of java.nio, of a port or, since Java 16, of a file. */
final class ListeningChannel implements UnknownServers.Listening {

    private final NetworkChannel channel;

    ListeningChannel(ServerSocketChannel channel) {
        this.channel = channel;
    }

    ListeningChannel(AsynchronousServerSocketChannel channel) {
        this.channel = channel;
    }

    /** Null where it is not bound, or closed. */
    private SocketAddress address() {
        try {
            return channel.getLocalAddress();
        } catch (IOException isClosed) {
            return null;
        }
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen() && address() != null;
    }

    @Override
    public int port() {
        SocketAddress address = address();
        return address instanceof InetSocketAddress ? ((InetSocketAddress) address).getPort() : -1;
    }

    @Override
    public String where() {
        int port = port();
        return port < 0 ? String.valueOf(address()) : ":" + port;
    }
}
