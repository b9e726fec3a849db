package com.acme.lines;

import com.acme.Transport;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** A protocol of lines, {@code <ms> <text>}: the text comes back after so many milliseconds; {@code - <text>}: never. */
public final class LinesApplication {

    private LinesApplication() {}

    public static void main(String[] args) throws Exception {
        Transport.serve(new ChannelInitializer<SocketChannel>() {
            @Override
            protected void initChannel(SocketChannel channel) {
                channel.pipeline().addLast(new LineHandler());
            }
        });
    }

    private static final class LineHandler extends ChannelInboundHandlerAdapter {
        private final StringBuilder read = new StringBuilder();

        @Override
        public void channelRead(ChannelHandlerContext context, Object input) {
            ByteBuf bytes = (ByteBuf) input;
            read.append(bytes.toString(StandardCharsets.US_ASCII));
            bytes.release();
            for (int end = read.indexOf("\n"); end >= 0; end = read.indexOf("\n")) {
                String line = read.substring(0, end);
                read.delete(0, end + 1);
                answer(context, line);
            }
        }

        private static void answer(final ChannelHandlerContext context, String line) {
            final String[] words = line.split(" ", 2);
            System.out.println("asked for " + words[1]);
            if (words[0].equals("-")) {
                return;
            }
            context.executor()
                    .schedule(
                            new Runnable() {
                                @Override
                                public void run() {
                                    context.writeAndFlush(
                                            Unpooled.copiedBuffer(words[1] + "\n", StandardCharsets.US_ASCII));
                                }
                            },
                            Integer.parseInt(words[0]),
                            TimeUnit.MILLISECONDS);
        }
    }
}
