package dev.lastcall.library.netty4;

import dev.lastcall.core.Core;
import dev.lastcall.core.config.Settings;
import dev.lastcall.core.ledger.WorkControl;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Drains connections whose protocol nobody knows. During a drain such a connection is in flight until all that was read
 * has been answered, the answer is with the kernel, and nothing was read for {@code phases.lame-duck.quiet}; of one that
 * never falls silent, only the answer is waited for once {@code phases.lame-duck.max} is over.
 *
 * <p>All looks and all that they read happen on the channel's loop. None is missed: whatever a look found wanting (silence,
 * an answer, a flush) brings the next look about. A loop that is blocked does not look, and its connections are not silent.
 */
final class Silence implements WorkControl<Connection> {

    private static final long ONE_ROUND_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Core core;
    private final Connections connections;
    private final Http2 http2;
    private final long quiet;
    private final long most;
    private volatile long began;

    Silence(Core core, Connections connections) {
        this.core = core;
        this.connections = connections;
        this.http2 = new Http2(core);
        this.quiet = core.config().get(Settings.LAME_DUCK_QUIET).toNanos();
        this.most = core.config().get(Settings.LAME_DUCK_MAX).toNanos();
    }

    void drainBegins() {
        began = core.clock().nanos();
        for (Connection connection : connections.all()) {
            await(connection);
            lookForHttp2(connection);
        }
    }

    private void lookForHttp2(final Connection connection) {
        if (!connection.awaited) {
            return;
        }
        try {
            connection.loop().execute(new Runnable() {
                @Override
                public void run() {
                    isHttp2(connection);
                }
            });
        } catch (RejectedExecutionException loopEnds) {
            return; // and closes all its channels
        } catch (IllegalStateException hasNoLoopYet) {
            return; // it is looked at when it has one
        }
    }

    /** Its streams are in the ledger before the connection leaves it: else a drain could look between, and see neither. */
    private boolean isHttp2(Connection connection) {
        boolean found = !connection.isHttp() && http2.adopts(connection);
        if (found) {
            end(connection);
        }
        return found;
    }

    /** Something was read. On the connection's loop. */
    void read(Connection connection) {
        await(connection);
        isHttp2(connection);
    }

    /** A drain is on and has just begun, or the connection has just come, or something was read. */
    void await(Connection connection) {
        connection.lastRead = core.clock().nanos();
        if (connection.isHttp() || connection.http2 != null) {
            return;
        }
        if (!connection.awaited && begin(connection)) {
            lookIn(connection, left(connection, connection.lastRead));
        }
    }

    /**
     * Never after its end. Who speaks HTTP, of either version, is known to do so before {@link #end} reads {@code awaited}, which this writes
     * before it asks: one sees the other, and the end waits for the lock. A connection closes under the same lock.
     */
    private boolean begin(Connection connection) {
        synchronized (connection) {
            if (connection.awaited || connection.isClosed()) {
                return false;
            }
            connection.awaited = true;
            if (connection.isHttp() || connection.http2 != null) {
                connection.awaited = false;
                return false;
            }
            core.requests().begin(this, connection);
            return true;
        }
    }

    void answered(Connection connection) {
        if (connection.awaited) {
            lookIn(connection, 0);
        }
    }

    /** It turns out to be a connection whose protocol is known, or has ended. */
    void end(Connection connection) {
        if (connection.awaited) {
            synchronized (connection) {
                connection.awaited = false;
                core.requests().end(connection);
            }
        }
    }

    /** One look is due at a time; it sees what happened until then. */
    private void lookIn(final Connection connection, long nanos) {
        if (!connection.lookDue.compareAndSet(false, true)) {
            return;
        }
        Runnable look = new Runnable() {
            @Override
            public void run() {
                look(connection);
            }
        };
        try {
            connection.loop().schedule(look, nanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException loopEnds) {
            end(connection);
        } catch (IllegalStateException hasNoLoopYet) { // it is awaited anew when it has one
            connection.lookDue.set(false);
            end(connection);
        }
    }

    private void look(Connection connection) {
        connection.lookDue.set(false);
        if (!connection.awaited || isHttp2(connection) || connection.owesAnAnswer()) {
            return;
        }
        long now = core.clock().nanos();
        long left = left(connection, now);
        if (left > 0) {
            lookIn(connection, left);
            return;
        }
        if (!connection.hasRead() && !connection.sparedOnce) {
            connection.sparedOnce = true; // its loop may have been blocked, and has not read since: one more round
            lookIn(connection, ONE_ROUND_NANOS);
            return;
        }
        ChannelOutboundBuffer unsent = connection.channel.unsafe().outboundBuffer();
        if (unsent != null && unsent.totalPendingWriteBytes() > 0) {
            lookAfterFlush(connection);
        } else {
            end(connection);
        }
    }

    /** Until it is silent. What has just come gets the whole time for its first request. */
    private long left(Connection connection, long now) {
        long silent = quiet - (now - connection.lastRead);
        return Math.max(0, connection.hasRead() ? Math.min(silent, most - (now - began)) : silent);
    }

    private void lookAfterFlush(final Connection connection) {
        Channel channel = connection.channel;
        ChannelPromise flushed = channel.newPromise();
        flushed.addListener(new ChannelFutureListener() {
            @Override
            public void operationComplete(ChannelFuture future) {
                if (future.isSuccess()) {
                    lookIn(connection, 0);
                } else {
                    end(connection);
                }
            }
        });
        channel.unsafe().write(Unpooled.EMPTY_BUFFER, flushed); // beneath all handlers, behind all that they wrote
        channel.unsafe().flush();
    }

    @Override
    public String describe(Connection connection) {
        return "connection on " + Listeners.where(connection.channel.localAddress()) + " from "
                + connection.channel.remoteAddress();
    }

    @Override
    public String noun(Connection connection) {
        return connection.noun();
    }

    @Override
    public Thread runner(Connection connection) {
        return connection.busyThread();
    }

    @Override
    public int port(Connection connection) {
        return Listeners.portOf(connection.channel);
    }

    /** There is no answer in an unknown language. */
    @Override
    public boolean answer(Connection connection) {
        return false;
    }
}
