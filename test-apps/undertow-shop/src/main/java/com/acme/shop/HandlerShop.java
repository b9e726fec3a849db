package com.acme.shop;

import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpHandler;
import io.undertow.server.protocol.http.HttpOpenListener;
import java.io.FileInputStream;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.xnio.ChannelListeners;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.Xnio;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;

/**
 * A shop on plain handlers. Usage: {@code java com.acme.shop.HandlerShop [two|<port>|own-listener [two]|streams|tls <key store>
 * <password>]}; listens on a free port, on two of them, on this one too, by one or two listeners that it opens itself, with
 * HTTP/2, a chat over WebSockets and a till that speaks a protocol of its own, or secured.
 */
public final class HandlerShop {
    private static final long LARGEST_UPLOAD = 100L << 20;

    public static void main(String[] args) throws Exception {
        String mode = args.length > 0 ? args[0] : "";
        ShopHandler handler = new ShopHandler();
        if (mode.equals("own-listener")) {
            AcceptingChannel<StreamConnection> channel = listen(handler);
            handler.onStall(channel::suspendAccepts);
            print("listening on ", channel.getLocalAddress(InetSocketAddress.class));
            if (args.length > 1) {
                print("also on ", listen(handler).getLocalAddress(InetSocketAddress.class));
            }
            return;
        }
        Undertow.Builder builder = Undertow.builder().setServerOption(UndertowOptions.MAX_ENTITY_SIZE, LARGEST_UPLOAD);
        if (mode.equals("tls")) {
            builder.addHttpsListener(0, "localhost", secured(args[1], args[2].toCharArray()));
        } else {
            builder.addHttpListener(0, "localhost");
        }
        if (mode.equals("two")) {
            builder.addHttpListener(0, "localhost");
        } else if (mode.matches("\\d+")) {
            builder.addHttpListener(Integer.parseInt(mode), "localhost");
        }
        HttpHandler root = handler;
        if (mode.equals("streams")) {
            builder.setServerOption(UndertowOptions.ENABLE_HTTP2, true);
            root = Handlers.path(handler)
                    .addExactPath("/chat", Handlers.websocket((exchange, channel) -> channel.resumeReceives()))
                    .addExactPath("/till", exchange -> exchange.upgradeChannel((connection, upgraded) -> {}));
        }
        Undertow server = builder.setHandler(root).build();
        server.start();
        String prefix = "listening on ";
        for (Undertow.ListenerInfo listener : server.getListenerInfo()) {
            print(prefix, (InetSocketAddress) listener.getAddress());
            prefix = "also on ";
        }
    }

    private static SSLContext secured(String keyStore, char[] password) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = new FileInputStream(keyStore)) {
            store.load(in, password);
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private static AcceptingChannel<StreamConnection> listen(HttpHandler handler) throws Exception {
        XnioWorker worker = Xnio.getInstance()
                .createWorker(OptionMap.builder()
                        .set(Options.WORKER_IO_THREADS, 2)
                        .set(Options.WORKER_TASK_CORE_THREADS, 8)
                        .set(Options.WORKER_TASK_MAX_THREADS, 8)
                        .getMap());
        HttpOpenListener listener =
                new HttpOpenListener(new DefaultByteBufferPool(true, 16 * 1024, -1, 4), OptionMap.EMPTY);
        listener.setRootHandler(handler);
        AcceptingChannel<StreamConnection> channel = worker.createStreamConnectionServer(
                new InetSocketAddress("localhost", 0),
                ChannelListeners.openListenerAdapter(listener),
                OptionMap.create(Options.BACKLOG, 1000));
        channel.resumeAccepts();
        return channel;
    }

    private static void print(String prefix, InetSocketAddress address) {
        System.out.println(prefix + address.getPort());
    }

    private HandlerShop() {}
}
