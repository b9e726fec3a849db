package com.acme.feed;

import com.acme.Transport;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;

/** An HTTP service with a decoder and an encoder of its own, which streams what it has in chunks. */
public final class FeedApplication {

    private FeedApplication() {}

    public static void main(String[] args) throws Exception {
        Transport.serve(new ChannelInitializer<SocketChannel>() {
            @Override
            protected void initChannel(SocketChannel channel) {
                channel.pipeline()
                        .addLast(new FeedEncoder())
                        .addLast(new FeedDecoder())
                        .addLast(new FeedHandler());
            }
        });
    }

    private static final class FeedDecoder extends HttpRequestDecoder {
        FeedDecoder() {
            super(8192, 16384, 4096);
        }
    }

    private static final class FeedEncoder extends HttpResponseEncoder {}
}
