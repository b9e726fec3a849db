package dev.lastcall.library.netty4;

import dev.lastcall.core.Core;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ServerChannel;
import io.netty.channel.local.LocalServerChannel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The open connections that this process has accepted; those it has made itself, as a client, are none of them. A strong
 * reference until the channel closes: until then its event loop holds it too.
 */
final class Connections {

    private final Core core;
    private final ConcurrentHashMap<Channel, Connection> open = new ConcurrentHashMap<Channel, Connection>();

    Connections(Core core) {
        this.core = core;
    }

    /** The connection of a channel, or null if it was not accepted here. */
    Connection of(Channel channel) {
        Connection known = find(channel);
        return known != null || !isAccepted(channel) ? known : add(channel);
    }

    /** The connection of a channel that need not be looked at if nothing is known of it, or null. */
    Connection find(Channel channel) {
        if (channel instanceof LastCall.Tagged) {
            return (Connection) ((LastCall.Tagged) channel).lastCallTag();
        }
        return open.get(channel);
    }

    Collection<Connection> all() {
        return open.values();
    }

    List<Channel> of(ServerChannel listener) {
        List<Channel> accepted = new ArrayList<Channel>();
        for (Channel channel : open.keySet()) {
            if (channel.parent() == listener) {
                accepted.add(channel);
            }
        }
        return accepted;
    }

    List<Connection> at(ServerChannel listener) {
        List<Connection> accepted = new ArrayList<Connection>();
        for (Connection connection : open.values()) {
            if (connection.channel.parent() == listener) {
                accepted.add(connection);
            }
        }
        return accepted;
    }

    private static boolean isAccepted(Channel channel) {
        Channel parent = channel.parent();
        return parent instanceof ServerChannel && !(parent instanceof LocalServerChannel);
    }

    private Connection add(final Channel channel) {
        final Connection made = new Connection(channel, core.vigil());
        Connection earlier = open.putIfAbsent(channel, made);
        if (earlier != null) {
            made.closes();
            return earlier;
        }
        if (channel instanceof LastCall.Tagged) {
            ((LastCall.Tagged) channel).lastCallTag(made);
        }
        channel.closeFuture().addListener(new ChannelFutureListener() {
            @Override
            public void operationComplete(ChannelFuture closed) {
                hasClosed(made);
            }
        });
        if (channel.closeFuture().isDone()) { // perhaps since its loop has ended, which then tells nobody
            hasClosed(made);
        }
        return made;
    }

    /** Its channel keeps its tag, so that what is decoded later finds it closed. */
    private void hasClosed(Connection connection) {
        open.remove(connection.channel);
        connection.closes();
        core.requests().end(connection);
        Conversation conversation = connection.conversation();
        if (conversation != null) {
            conversation.breaksOff();
        }
        core.bell().ring(); // whoever waits for connections to close
    }
}
