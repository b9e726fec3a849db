package dev.lastcall.library.netty4;

import dev.lastcall.core.Core;
import dev.lastcall.core.jdk.Backlog;
import dev.lastcall.core.resource.ListenerControl;
import dev.lastcall.core.time.Deadline;
import dev.lastcall.core.time.Fraction;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelPromise;
import io.netty.channel.ServerChannel;
import io.netty.channel.local.LocalServerChannel;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** Control over the ports, or files, on which Netty accepts. */
final class Listeners implements ListenerControl<Channel> {

    private final Core core;
    private final Connections connections;
    private final Hangup hangup;

    Listeners(Core core, Connections connections, Hangup hangup) {
        this.core = core;
        this.connections = connections;
        this.hangup = hangup;
    }

    /**
     * A channel is about to be bound, on its event loop, which is not kept waiting: an opening that is held is none until the
     * drain is over, and has failed then.
     */
    boolean mayBind(final ChannelPromise promise) {
        if (!isListener(promise.channel())) {
            return true;
        }
        Backlog.prepare(); // before the first client can come, who would wait for it
        return core.openings().begin(new Runnable() {
            @Override
            public void run() {
                promise.tryFailure(new ClosedChannelException());
            }
        });
    }

    /** The binding of a channel is over, well or with a failure. */
    void bound(Channel channel) {
        if (isListener(channel)) {
            if (channel.isActive()) {
                add(channel);
            }
            core.openings().end();
        }
    }

    /** A channel is about to be given to its event loop. One that was made of a listening socket is never bound. */
    void registers(Channel channel) {
        if (isListener(channel) && channel.isActive()) {
            Backlog.prepare();
            add(channel);
        }
    }

    /** Whether clients outside this JVM can reach it. */
    private static boolean isListener(Channel channel) {
        return channel instanceof ServerChannel && !(channel instanceof LocalServerChannel);
    }

    private void add(final Channel channel) {
        core.resources().add(this, channel);
        channel.closeFuture().addListener(new ChannelFutureListener() {
            @Override
            public void operationComplete(ChannelFuture closed) {
                core.resources().remove(channel);
            }
        });
    }

    @Override
    public String describe(Channel listener) {
        return ("Netty " + version()).trim() + " on " + where(listener.localAddress());
    }

    /** Of this copy of Netty; empty where its jar does not tell: a fat jar has the version of the application, or none. */
    static String version() {
        Package netty = Channel.class.getPackage();
        String title = netty == null ? null : netty.getImplementationTitle();
        String version = title == null || !title.startsWith("Netty") ? null : netty.getImplementationVersion();
        return version == null ? "" : version.replace(".Final", "");
    }

    static String where(SocketAddress address) {
        return address instanceof InetSocketAddress
                ? ":" + ((InetSocketAddress) address).getPort()
                : String.valueOf(address);
    }

    @Override
    public int port(Channel listener) {
        return portOf(listener);
    }

    /** The local port of a listener or a connection, or -1 if it has none. */
    static int portOf(Channel channel) {
        SocketAddress address = channel.localAddress();
        return address instanceof InetSocketAddress ? ((InetSocketAddress) address).getPort() : -1;
    }

    @Override
    public void stopAccepting(Channel listener, Deadline deadline) throws Exception {
        LastAccept last = new LastAccept(core.bell(), listener, ListeningSocket.of(listener, deadline));
        try {
            if (!listener.config().isAutoRead()) {
                listener.config().setAutoRead(true); // the service lets connections wait; they are ours to serve
            }
            listener.eventLoop().execute(last);
        } catch (RejectedExecutionException loopEnds) { // the service is stopping it, listener and all
            last.close();
            return;
        }
        // Half of the time, so that a loop that is blocked by its service leaves some for the other listeners.
        Duration half = Fraction.of(deadline.left(), 2);
        if (!core.bell().await(deadline.within(half), last)) {
            last.close();
        }
    }

    @Override
    public int connections(Channel listener) {
        return connections.of((ServerChannel) listener).size();
    }

    @Override
    public void announceEnd(Channel listener, Deadline deadline) throws Exception {
        List<Streams> told = new ArrayList<Streams>();
        for (Connection connection : connections.at((ServerChannel) listener)) {
            if (connection.http2 != null) {
                told.add(connection.http2);
            }
        }
        final CountDownLatch left = new CountDownLatch(told.size());
        for (Streams streams : told) {
            try {
                streams.announceEnd(new Runnable() {
                    @Override
                    public void run() {
                        left.countDown();
                    }
                });
            } catch (RejectedExecutionException loopHasEnded) {
                left.countDown(); // and closes all its channels
            }
        }
        left.await(deadline.nanosLeft(), TimeUnit.NANOSECONDS);
    }

    @Override
    public List<String> openStreams(Channel listener) {
        List<String> open = new ArrayList<String>();
        for (Connection connection : connections.at((ServerChannel) listener)) {
            if (connection.isUpgraded() && !connection.awaited && connection.channel.isActive()) {
                open.add(connection.noun()); // one that is awaited is in the ledger
            }
        }
        return open;
    }

    @Override
    public void closeConnections(Channel listener, Deadline deadline) {
        hangup.all(connections.of((ServerChannel) listener), deadline.within(Duration.ofMillis(100)));
    }
}
