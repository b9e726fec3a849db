package dev.lastcall.library.sockets;

import dev.lastcall.core.resource.UnknownServers;
import java.net.ServerSocket;

/** A listening socket of java.net. */
final class PlainSocket implements UnknownServers.Listening {

    private final ServerSocket socket;

    PlainSocket(ServerSocket socket) {
        this.socket = socket;
    }

    @Override
    public boolean isOpen() {
        return socket.isBound() && !socket.isClosed();
    }

    @Override
    public int port() {
        return socket.getLocalPort();
    }

    @Override
    public String where() {
        return ":" + port();
    }
}
