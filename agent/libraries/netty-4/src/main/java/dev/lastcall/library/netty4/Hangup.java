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
        for (Channel channel : channels) {
            try {
                channel.eventLoop().execute(new Idle(channel));
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

    /**
     * Hangs up in the next round of the loop, after it has read what there is to read: what a loop schedules itself comes up
     * in a later round. (What others schedule may be due, and run, as soon as a blocked loop is free again.)
     */
    private final class Idle implements Runnable {
        private final Channel channel;
        private boolean read;

        Idle(Channel channel) {
            this.channel = channel;
        }

        @Override
        public void run() {
            if (read) {
                one(channel);
            } else {
                read = true;
                channel.eventLoop().schedule(this, ONE_ROUND_MILLIS, TimeUnit.MILLISECONDS);
            }
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
