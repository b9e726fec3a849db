package com.acme.quotes;

import com.acme.Transport;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http2.DefaultHttp2Connection;
import io.netty.handler.codec.http2.HttpToHttp2ConnectionHandlerBuilder;
import io.netty.handler.codec.http2.InboundHttp2ToHttpAdapterBuilder;
import java.util.concurrent.TimeUnit;

/** Answers requests of HTTP/2, which its codec turns into objects of HTTP/1; after a while, if the request says so. */
public final class StreamQuotes extends SimpleChannelInboundHandler<FullHttpRequest> {

    private static final String STREAM = "x-http2-stream-id";
    private static final int LARGEST_REQUEST = 1 << 20;

    public static void main(String[] args) throws Exception {
        Transport.serve(
                new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        DefaultHttp2Connection connection = new DefaultHttp2Connection(true);
                        channel.pipeline()
                                .addLast(new HttpToHttp2ConnectionHandlerBuilder()
                                        .connection(connection)
                                        .frameListener(new InboundHttp2ToHttpAdapterBuilder(connection)
                                                .maxContentLength(LARGEST_REQUEST)
                                                .propagateSettings(false)
                                                .build())
                                        .build())
                                .addLast(new StreamQuotes());
                    }
                },
                -1);
    }

    @Override
    protected void channelRead0(final ChannelHandlerContext context, FullHttpRequest request) {
        QueryStringDecoder uri = new QueryStringDecoder(request.getUri());
        System.out.println("began " + uri.path());
        final FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.OK, Unpooled.copiedBuffer(new byte[] {'o', 'k'}));
        response.headers().set(STREAM, request.headers().get(STREAM));
        int ms = uri.parameters().containsKey("ms")
                ? Integer.parseInt(uri.parameters().get("ms").get(0))
                : 0;
        context.executor()
                .schedule(
                        new Runnable() {
                            @Override
                            public void run() {
                                context.writeAndFlush(response);
                            }
                        },
                        ms,
                        TimeUnit.MILLISECONDS);
    }
}
