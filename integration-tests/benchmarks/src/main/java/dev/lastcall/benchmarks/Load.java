package dev.lastcall.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keep-alive connections that send one small request after the other as fast as answers come, all on the calling thread: it
 * then takes little of the machine, and the times are the server's, not those of the turns that threads take. All answers of
 * a path must have the same length, so that reading one needs no parsing.
 */
final class Load implements AutoCloseable {
    private static final byte[] GOOD = "HTTP/1.1 200".getBytes(StandardCharsets.US_ASCII);
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *(\\d+)");
    private static final long SILENCE_MILLIS = 30_000;

    /** @param perSecond answers a second; @param p99Micros the time that 99 of 100 answers took at most */
    record Result(double perSecond, double p99Micros) {}

    private final Selector selector;
    private final ByteBuffer request;
    private long[] times = new long[1 << 16];

    /** How many of {@code times} are of this run. */
    private int noted;

    /** How many requests wait for their answer. */
    private int asked;

    /** Of all runs. */
    private long answers;

    Load(int port, String path, int connections) throws IOException {
        selector = Selector.open();
        request = ByteBuffer.wrap(
                ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < connections; i++) {
            SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            channel.configureBlocking(false);
            channel.socket().setTcpNoDelay(true);
            channel.register(selector, SelectionKey.OP_READ, new Connection(channel));
        }
    }

    /**
     * Asks for as long as it is told to, and waits for what is then still to be answered. What is asked during the lead, when
     * threads wake up and all connections ask at once, is answered, but not looked at. At least one request is.
     *
     * @param lead in nanoseconds, as is what follows it
     */
    Result run(long lead, long nanos) throws IOException {
        noted = 0;
        long start = System.nanoTime();
        long begin = start + lead;
        for (SelectionKey key : selector.keys()) {
            ((Connection) key.attachment()).ask(start);
        }
        while (asked > 0) {
            if (selector.select(SILENCE_MILLIS) == 0) {
                throw new IOException(asked + " requests are not answered");
            }
            for (SelectionKey key : selector.selectedKeys()) {
                Connection connection = (Connection) key.attachment();
                if (connection.hasAnswer()) {
                    long now = System.nanoTime();
                    asked--;
                    answers++;
                    if (connection.askedAt - begin >= 0) {
                        note(now - connection.askedAt);
                    }
                    if (now - begin < nanos || noted == 0) {
                        connection.ask(now);
                    }
                }
            }
            selector.selectedKeys().clear();
        }
        long took = System.nanoTime() - begin;
        Arrays.sort(times, 0, noted);
        return new Result(noted / (took / 1e9), times[(int) (noted * 0.99)] / 1e3);
    }

    /** How many answers there were, in all runs. */
    long answers() {
        return answers;
    }

    private void note(long time) {
        if (noted == times.length) {
            times = Arrays.copyOf(times, noted * 2);
        }
        times[noted++] = time;
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }

    private final class Connection {
        private final SocketChannel channel;
        private final ByteBuffer answer = ByteBuffer.allocateDirect(64 * 1024);
        private int length;
        private long askedAt;

        Connection(SocketChannel channel) {
            this.channel = channel;
        }

        void ask(long now) throws IOException {
            askedAt = now;
            asked++;
            answer.clear();
            request.clear();
            channel.write(request); // some 50 bytes into a buffer that is empty
        }

        boolean hasAnswer() throws IOException {
            if (channel.read(answer) < 0) {
                throw new IOException("the server closed a connection under load");
            }
            if (length == 0 ? !isWhole() : answer.position() < length) {
                return false;
            }
            for (int i = 0; i < GOOD.length; i++) {
                if (answer.get(i) != GOOD[i]) {
                    throw new IOException("not a 200: " + text());
                }
            }
            length = answer.position();
            return true;
        }

        /** Of the first answer only: whether head and body are there. */
        private boolean isWhole() {
            String text = text();
            int head = text.indexOf("\r\n\r\n");
            Matcher body = LENGTH.matcher(text);
            if (head >= 0 && !body.find()) {
                throw new IllegalStateException("expected a Content-Length:\n" + text);
            }
            return head >= 0 && text.length() >= head + 4 + Integer.parseInt(body.group(1));
        }

        private String text() {
            byte[] read = new byte[answer.position()];
            answer.duplicate().flip().get(read);
            return new String(read, StandardCharsets.ISO_8859_1);
        }
    }
}
