package com.acme.quotes;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/** {@code /ledger}: is written by one at a time, with what clients upload and as it comes. */
final class LedgerHandler extends ChannelInboundHandlerAdapter {

    private static final Object LEDGER = new Object();
    private static final ExecutorService WRITERS = Executors.newCachedThreadPool();
    private static final int WHOLE = -1;
    private static final int CUT = -2;

    /** The sizes of the pieces, then how it ended; null while nothing is uploaded. */
    private BlockingQueue<Integer> pieces;

    @Override
    public void channelRead(final ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest && ((HttpRequest) message).getUri().startsWith("/ledger")) {
            System.out.println("began /ledger");
            final BlockingQueue<Integer> uploaded = new LinkedBlockingQueue<>();
            pieces = uploaded;
            WRITERS.execute(new Runnable() {
                @Override
                public void run() {
                    write(context, uploaded);
                }
            });
            return;
        }
        if (pieces == null) {
            context.fireChannelRead(message);
            return;
        }
        pieces.add(((HttpContent) message).content().readableBytes());
        ReferenceCountUtil.release(message);
        if (message instanceof LastHttpContent) {
            pieces.add(WHOLE);
            pieces = null;
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (pieces != null) {
            pieces.add(CUT);
        }
        context.fireChannelInactive();
    }

    private static void write(ChannelHandlerContext context, BlockingQueue<Integer> uploaded) {
        int sum = 0;
        synchronized (LEDGER) {
            System.out.println("writes /ledger");
            try {
                int piece = uploaded.take();
                for (; piece >= 0; piece = uploaded.take()) {
                    sum += piece;
                }
                if (piece == CUT) {
                    return;
                }
            } catch (InterruptedException e) {
                return;
            }
        }
        ByteBuf text = Unpooled.copiedBuffer("received " + sum, StandardCharsets.UTF_8);
        FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK, text);
        response.headers().set("Content-Length", text.readableBytes());
        context.writeAndFlush(response);
    }
}
