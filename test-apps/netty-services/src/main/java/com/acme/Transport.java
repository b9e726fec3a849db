package com.acme;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetSocketAddress;

/** Serves until the listener is closed, in the manner of Netty's own examples. */
public final class Transport {

    private Transport() {}

    public static void serve(ChannelHandler connection) throws InterruptedException {
        serve(connection, -1);
    }

    /** @param second a port on which to listen too, or -1 */
    public static void serve(ChannelHandler connection, int second) throws InterruptedException {
        boolean epoll = Boolean.getBoolean("epoll");
        int threads = Integer.getInteger("threads", 2);
        EventLoopGroup boss = epoll ? new EpollEventLoopGroup(1) : new NioEventLoopGroup(1);
        EventLoopGroup workers = Boolean.getBoolean("one-group")
                ? boss
                : epoll ? new EpollEventLoopGroup(threads) : new NioEventLoopGroup(threads);
        Class<? extends ServerChannel> type = epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
        try {
            ServerBootstrap server =
                    new ServerBootstrap().group(boss, workers).channel(type).childHandler(connection);
            Channel listener = server.bind(Integer.getInteger("port", 0)).sync().channel();
            if (second >= 0) {
                server.bind(second).sync();
                System.out.println("also on " + second);
            }
            System.out.println("listening on " + ((InetSocketAddress) listener.localAddress()).getPort());
            listener.closeFuture().sync();
        } finally {
            System.out.println("stopping everything");
            boss.shutdownGracefully();
            workers.shutdownGracefully();
        }
    }
}
