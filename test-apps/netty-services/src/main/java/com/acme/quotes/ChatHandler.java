package com.acme.quotes;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.util.concurrent.TimeUnit;

/** Over a WebSocket: answers a number after as many milliseconds. */
final class ChatHandler extends SimpleChannelInboundHandler<TextWebSocketFrame> {

    @Override
    protected void channelRead0(final ChannelHandlerContext context, TextWebSocketFrame frame) {
        final String millis = frame.text();
        System.out.println("asked for " + millis + " by chat");
        context.executor()
                .schedule(
                        new Runnable() {
                            @Override
                            public void run() {
                                context.writeAndFlush(new TextWebSocketFrame("after " + millis));
                            }
                        },
                        Long.parseLong(millis),
                        TimeUnit.MILLISECONDS);
    }
}
