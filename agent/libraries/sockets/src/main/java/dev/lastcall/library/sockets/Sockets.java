package dev.lastcall.library.sockets;

import dev.lastcall.core.Core;
import dev.lastcall.core.resource.UnknownServers;
import dev.lastcall.weaver.Line;
import dev.lastcall.weaver.Point;
import java.net.ServerSocket;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.Channel;
import java.nio.channels.ServerSocketChannel;

/** The sockets of the JDK that listen: those of a line's servers are let be, the others are reported. */
public final class Sockets implements Line {

    private final Core core;

    public Sockets(Core core) {
        this.core = core;
    }

    @Override
    public Point point(String call) {
        switch (call) {
            case "binds":
                return new Point() {
                    @Override
                    public Object reached(Object channel, Object none) throws Exception {
                        if (core.openings().isRefused()) {
                            ((Channel) channel).close();
                        }
                        return null;
                    }
                };
            case "bound":
                return new Point() {
                    @Override
                    public Object reached(Object socket, Object none) {
                        bound(socket);
                        return null;
                    }
                };
            default:
                return null;
        }
    }

    /** The binding of a socket is over, well or with an exception. */
    private void bound(Object socket) {
        UnknownServers.Listening listening = listening(socket);
        if (!core.openings().isUnderWay() && listening.isOpen()) {
            String opener = Opener.of(new Throwable().getStackTrace());
            if (!opener.isEmpty()) {
                core.unknownServers().add(listening, opener);
            }
        }
    }

    private static UnknownServers.Listening listening(Object socket) {
        if (socket instanceof ServerSocket) {
            return new PlainSocket((ServerSocket) socket);
        }
        return socket instanceof ServerSocketChannel
                ? new ListeningChannel((ServerSocketChannel) socket)
                : new ListeningChannel((AsynchronousServerSocketChannel) socket);
    }
}
