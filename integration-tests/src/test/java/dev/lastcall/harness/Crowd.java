package dev.lastcall.harness;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * So many clients at once that a thread for each would be too many: each has a connection and sends one request, whose
 * response must be small and the last on its connection. For one thread.
 */
public final class Crowd implements AutoCloseable {
    private static final int AT_A_TIME = 8;
    private static final int PIECE = 16 * 1024;

    private final Selector selector;
    private final int size;
    private final List<Response> responses = new ArrayList<>();
    private final ByteBuffer piece = ByteBuffer.allocate(PIECE);

    private Crowd(Selector selector, int size) {
        this.selector = selector;
        this.size = size;
    }

    /**
     * Connects them a few at a time, each when one before has had an answer, so that no backlog overflows, and the last has
     * come before the first has been idle for too long, which in Jetty is 30 s; then has all of them send the request at once.
     *
     * @param first what each asks first, on the connection that it keeps
     */
    public static Crowd send(int port, int size, Request first, Request request) throws Exception {
        Crowd crowd = new Crowd(Selector.open(), size);
        InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        List<SocketChannel> clients = new ArrayList<>();
        ExecutorService few = Executors.newFixedThreadPool(AT_A_TIME);
        try {
            Callable<SocketChannel> connects = () -> connect(server, first);
            for (Future<SocketChannel> client : few.invokeAll(Collections.nCopies(size, connects))) {
                clients.add(client.get());
            }
        } finally {
            few.shutdownNow();
        }
        for (SocketChannel client : clients) {
            client.write(ByteBuffer.wrap(request.bytes())); // blocking still, hence whole
            client.configureBlocking(false);
            client.register(crowd.selector, SelectionKey.OP_READ, new ByteArrayOutputStream());
        }
        return crowd;
    }

    private static SocketChannel connect(InetSocketAddress server, Request first) throws IOException {
        SocketChannel client = SocketChannel.open(server);
        client.write(ByteBuffer.wrap(first.bytes()));
        new ResponseReader(client.socket().getInputStream()).read(false);
        return client;
    }

    /** What each of them has got when the server has ended its connection; those who wait on are not among these. */
    public List<Response> await(Duration atMost) throws IOException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (responses.size() < size) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                break;
            }
            selector.select(this::read, left);
        }
        return responses;
    }

    private void read(SelectionKey key) {
        ByteArrayOutputStream soFar = (ByteArrayOutputStream) key.attachment();
        Outcome cut = Outcome.CLOSED;
        try {
            int count = ((SocketChannel) key.channel()).read(piece.clear());
            if (count >= 0) {
                soFar.write(piece.array(), 0, count);
                return;
            }
        } catch (IOException reset) {
            cut = Outcome.RESET;
        }
        try {
            key.cancel();
            key.channel().close();
            responses.add(parse(soFar.toByteArray(), cut));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Response parse(byte[] bytes, Outcome cut) throws IOException {
        ResponseReader reader = new ResponseReader(new ByteArrayInputStream(bytes));
        try {
            reader.read(false);
            return reader.soFar(Outcome.COMPLETE);
        } catch (EOFException e) {
            return reader.soFar(bytes.length == 0 ? cut : Outcome.CUT);
        }
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
