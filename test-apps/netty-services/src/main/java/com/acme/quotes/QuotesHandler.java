package com.acme.quotes;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Answers with a word, or with as many bytes as asked for. */
final class QuotesHandler extends SimpleChannelInboundHandler<FullHttpRequest> {

    private static final ScheduledExecutorService BACKEND = Executors.newScheduledThreadPool(2);

    /** Sent by all event loops alike. */
    private static final FullHttpResponse CONSTANT = response(Unpooled.unreleasableBuffer(text("constant\n")));

    @Override
    protected void channelRead0(final ChannelHandlerContext context, FullHttpRequest request) throws Exception {
        if (!request.getDecoderResult().isSuccess()) {
            context.writeAndFlush(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.BAD_REQUEST))
                    .addListener(ChannelFutureListener.CLOSE);
            return;
        }
        final boolean keepAlive = HttpHeaders.isKeepAlive(request);
        QueryStringDecoder uri = new QueryStringDecoder(request.getUri());
        int n = number(uri);
        if (uri.path().matches("/(later|block|never)")) {
            System.out.println("asked for " + uri.path());
        }
        if (uri.path().matches("/(slow|async|upload)")) {
            System.out.println("began " + uri.path());
        }
        switch (uri.path()) {
            case "/later":
            case "/slow":
            case "/async":
                BACKEND.schedule(
                        new Runnable() {
                            @Override
                            public void run() {
                                answer(context, response(text("later\n")), keepAlive);
                            }
                        },
                        n,
                        TimeUnit.MILLISECONDS);
                break;
            case "/block":
                Thread.sleep(n);
                answer(context, response(text("blocked\n")), keepAlive);
                break;
            case "/never":
                break;
            case "/bytes":
                answer(context, response(Unpooled.wrappedBuffer(new byte[n])), keepAlive);
                break;
            case "/constant":
                context.writeAndFlush(CONSTANT.duplicate().retain());
                break;
            case "/void":
                FullHttpResponse unwatched = response(text("void\n"));
                context.writeAndFlush(unwatched, context.voidPromise());
                break;
            case "/count":
            case "/upload":
            case "/upload-async":
                answer(context, response(text(request.content().readableBytes() + "\n")), keepAlive);
                break;
            case "/fail":
            case "/error":
                throw new IllegalStateException("asked for");
            case "/exit":
                System.exit(n);
                break;
            default:
                answer(context, response(text("hello\n")), keepAlive);
        }
    }

    private static void answer(ChannelHandlerContext context, FullHttpResponse response, boolean keepAlive) {
        if (keepAlive) {
            response.headers().set("Connection", "keep-alive");
        }
        ChannelFuture written = context.writeAndFlush(response);
        if (!keepAlive) {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }

    private static FullHttpResponse response(ByteBuf content) {
        FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK, content);
        response.headers().set("Content-Length", content.readableBytes());
        return response;
    }

    private static ByteBuf text(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
    }

    private static int number(QueryStringDecoder uri) {
        String name = uri.parameters().containsKey("ms") ? "ms" : "n";
        return Integer.parseInt(uri.parameters()
                .getOrDefault(name, Collections.singletonList("0"))
                .get(0));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.writeAndFlush(
                        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.INTERNAL_SERVER_ERROR))
                .addListener(ChannelFutureListener.CLOSE);
    }
}
