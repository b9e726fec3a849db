package dev.lastcall.library.netty4;

import dev.lastcall.core.time.Bell;
import dev.lastcall.core.time.Deadline;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Ends connections without cutting what is on its way: closing a socket with input unread sends a reset, which may destroy
 * the response that the client has not read yet. So first our half is closed, then what comes in is dropped until the
 * client closes its half or the time is up. With TLS Netty does the like itself.
 */
final class Hangup {

    /** For a client that does not close its half. */
    private static final long LINGER_MILLIS = 1000;

    private static final long ONE_ROUND_MILLIS = 1;

    private static final Drop DROP = new Drop();

    private final Bell bell;

    Hangup(Bell bell) {
        this.bell = bell;
    }

    /** Nothing more will be written to the channel. Any thread. */
    void one(final Channel channel) {
        if (!channel.isActive()) {
            return;
        }
        if (!(channel instanceof DuplexChannel) || Tls.isOn(channel)) {
            channel.close();
            return;
        }
        try {
            channel.pipeline().addFirst(DROP);
            channel.config().setAutoRead(true); // or the client's end would not be noticed
            ((DuplexChannel) channel).shutdownOutput();
            channel.eventLoop()
                    .schedule(
                            new Runnable() {
                                @Override
                                public void run() {
                                    channel.close();
                                }
                            },
                            LINGER_MILLIS,
                            TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException loopEnds) {
            // and closes all its channels
        }
    }

    /** Connections on which nothing is in flight, as far as their loops have read. */
    void all(final List<Channel> channels, Deadline deadline) {
        for (final Channel channel : channels) {
            try {
                // Not at once: a loop runs what is due later in a later round, after it has read what there is to read.
                channel.eventLoop()
                        .schedule(
                                new Runnable() {
                                    @Override
                                    public void run() {
                                        one(channel);
                                    }
                                },
                                ONE_ROUND_MILLIS,
                                TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException loopEnds) {
                // and closes all its channels
            } catch (IllegalStateException notRegistered) {
                channel.close();
            }
        }
        bell.await(deadline, new BooleanSupplier() {
            @Override
            public boolean getAsBoolean() {
                for (Channel channel : channels) {
                    if (channel.isOpen()) {
                        return false;
                    }
                }
                return true;
            }
        });
        for (Channel channel : channels) {
            channel.close();
        }
    }

    /** In front of all other handlers. */
    @Sharable
    private static final class Drop extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object input) {
            ReferenceCountUtil.release(input);
        }
    }
}
