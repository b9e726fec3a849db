package dev.lastcall.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Many connections of one thread, each with at most one request under way. */
final class Flock implements AutoCloseable {
    private final List<SocketChannel> channels = new ArrayList<>();
    private final Selector selector = Selector.open();

    Flock(int port, int size) throws IOException {
        for (int i = 0; i < size; i++) {
            SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            channels.add(channel);
        }
    }

    /** Each connection sends a request. */
    void send(String path) throws IOException {
        byte[] request = ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        for (SocketChannel channel : channels) {
            channel.write(ByteBuffer.wrap(request));
        }
        for (SocketChannel channel : channels) {
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
        }
    }

    /** Waits until something has come on every connection. */
    void awaitFirstBytes() throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
        for (int silent = channels.size(); silent > 0; ) {
            selector.select();
            for (SelectionKey key : selector.selectedKeys()) {
                buffer.clear();
                ((SocketChannel) key.channel()).read(buffer);
                if (key.attach("answered") == null) {
                    silent--;
                }
            }
            selector.selectedKeys().clear();
        }
    }

    /**
     * Reads until every connection is closed by the server, as it is after its last answer, and then closes it, as
     * clients do.
     *
     * @return when the last bytes of an answer came
     * @throws IOException if one was closed without an answer
     */
    long awaitAnswers() throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
        int open = channels.size();
        long last = 0;
        while (open > 0) {
            selector.select();
            for (SelectionKey key : selector.selectedKeys()) {
                buffer.clear();
                int read = ((SocketChannel) key.channel()).read(buffer);
                if (read > 0) {
                    last = System.nanoTime();
                    key.attach("answered");
                } else if (read < 0) {
                    if (key.attachment() == null) {
                        throw new IOException("a connection was closed without an answer");
                    }
                    key.channel().close();
                    open--;
                }
            }
            selector.selectedKeys().clear();
        }
        return last;
    }

    @Override
    public void close() throws IOException {
        for (SocketChannel channel : channels) {
            channel.close();
        }
        selector.close();
    }
}
