package com.acme.quotes;

import com.acme.Transport;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpContentCompressor;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.File;

/**
 * An HTTP service with codec, compressor and aggregator, but for its ledger, whose answers often come later and from elsewhere, and a chat over
 * WebSockets. With one argument it listens on that port, too; two are the files of its certificate and key.
 */
public final class QuotesApplication {

    private QuotesApplication() {}

    public static void main(String[] args) throws Exception {
        final SslContext tls = args.length < 2
                ? null
                : SslContextBuilder.forServer(new File(args[0]), new File(args[1]))
                        .build();
        Transport.serve(
                new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        if (tls != null) {
                            channel.pipeline().addLast(tls.newHandler(channel.alloc()));
                        }
                        channel.pipeline()
                                .addLast(new HttpServerCodec())
                                .addLast(new HttpContentCompressor())
                                .addLast(new LedgerHandler())
                                .addLast(new HttpObjectAggregator(64 << 20))
                                .addLast(new WebSocketServerProtocolHandler("/chat"))
                                .addLast(new ChatHandler())
                                .addLast(new QuotesHandler());
                    }
                },
                args.length == 1 ? Integer.parseInt(args[0]) : -1);
    }
}
