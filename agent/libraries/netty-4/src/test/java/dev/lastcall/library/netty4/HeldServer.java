package dev.lastcall.library.netty4;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.DefaultEventExecutorGroup;
import io.netty.util.concurrent.EventExecutorGroup;
import java.net.InetSocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A server that holds its requests until a test says what becomes of them. Its codec has a thread of its own, so that a
 * connection can close while it decodes. A class of its own, because the types in a test's fields are loaded before the test
 * can have Netty woven.
 */
final class HeldServer {
    private final EventLoopGroup loops = new NioEventLoopGroup(2);
    private final EventExecutorGroup codecs = new DefaultEventExecutorGroup(2);
    private final BlockingQueue<ChannelHandlerContext> held = new LinkedBlockingQueue<>();
    private final Channel listener;

    /** Whether a connection is closed from within its first request. */
    volatile boolean closing;

    /** Whether writes go nowhere, and nobody is told. */
    volatile boolean swallowing;

    HeldServer() throws InterruptedException {
        listener = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new Swallow()).addLast(codecs, new HttpServerCodec(), new Hold());
                    }
                })
                .bind(0)
                .sync()
                .channel();
    }

    int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    /** Answers the oldest request that is held; waits for it. */
    void answer() throws InterruptedException {
        DefaultFullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        response.headers().set("Content-Length", 0);
        held.take().writeAndFlush(response);
    }

    /** Closes the connection of the oldest request that is held and has one still; waits for it. */
    void closeOne() throws InterruptedException {
        Channel channel;
        do {
            channel = held.take().channel();
        } while (!channel.isActive());
        close(channel);
    }

    /** Awaits that so many requests are held. */
    void awaitHeld(int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            held.take();
        }
    }

    /** On its loop, beneath all handlers: so a codec may be at work meanwhile. */
    private static void close(Channel channel) throws InterruptedException {
        channel.eventLoop()
                .submit(() -> channel.unsafe().close(channel.voidPromise()))
                .sync();
    }

    /** Ends the threads of all codecs. */
    void endCodecs() throws InterruptedException {
        codecs.shutdownGracefully(0, 0, TimeUnit.SECONDS).sync();
    }

    void stop() throws InterruptedException {
        endCodecs();
        loops.shutdownGracefully(0, 0, TimeUnit.SECONDS).sync();
    }

    private final class Hold extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
            ReferenceCountUtil.release(message);
            if (message instanceof HttpRequest) {
                held.add(context);
                if (closing) {
                    close(context.channel());
                }
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable gone) {
            context.close();
        }
    }

    private final class Swallow extends ChannelOutboundHandlerAdapter {
        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            if (swallowing) {
                ReferenceCountUtil.release(message);
            } else {
                context.write(message, promise);
            }
        }
    }
}
