package com.acme.feed;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/** {@code /?pieces=10&size=1000&ms=5}: streams; clients may ask for the next thing before they have the last. */
final class FeedHandler extends SimpleChannelInboundHandler<HttpObject> {

    private static final HttpResponse CONTINUE =
            new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE);

    private final Queue<QueryStringDecoder> asked = new ArrayDeque<>();
    private int pieces = -1;
    private int size;
    private int ms;
    private boolean waits;
    private long received;

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
        if (message instanceof HttpRequest) {
            received = 0;
            if (HttpHeaders.is100ContinueExpected((HttpRequest) message)) {
                context.writeAndFlush(CONTINUE);
            }
            asked.add(new QueryStringDecoder(((HttpRequest) message).getUri()));
        }
        if (message instanceof HttpContent) {
            received += ((HttpContent) message).content().readableBytes();
        }
        if (message instanceof LastHttpContent && pieces < 0) {
            begin(context);
        }
    }

    private void begin(ChannelHandlerContext context) {
        QueryStringDecoder uri = asked.poll();
        if (uri == null) {
            return;
        }
        pieces = number(uri, "pieces");
        size = number(uri, "size");
        ms = number(uri, "ms");
        if (ms > 0 || size > 100_000) {
            System.out.println("asked for a feed");
        }
        HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        head.headers().set("Transfer-Encoding", "chunked").set("Received", received);
        context.write(head);
        go(context);
    }

    private void go(final ChannelHandlerContext context) {
        while (pieces > 0 && context.channel().isWritable()) {
            pieces--;
            byte[] piece = new byte[size];
            java.util.Arrays.fill(piece, (byte) 'x');
            ByteBuf content = Unpooled.wrappedBuffer(piece);
            context.writeAndFlush(new DefaultHttpContent(content));
            if (ms > 0) {
                waits = true;
                context.executor()
                        .schedule(
                                new Runnable() {
                                    @Override
                                    public void run() {
                                        waits = false;
                                        go(context);
                                    }
                                },
                                ms,
                                TimeUnit.MILLISECONDS);
                return;
            }
        }
        if (pieces == 0) {
            pieces = -1;
            context.write(new DefaultHttpContent(Unpooled.copiedBuffer("end\n", StandardCharsets.US_ASCII)));
            context.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
            begin(context);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (!waits && pieces >= 0 && context.channel().isWritable()) {
            go(context);
        }
    }

    private static int number(QueryStringDecoder uri, String name) {
        return uri.parameters().containsKey(name)
                ? Integer.parseInt(uri.parameters().get(name).get(0))
                : 0;
    }
}
