package dev.lastcall.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Keep-alive connections that send one small request after the other as fast as answers come. All answers of a path must
 * have the same length: then reading one needs no parsing, and the client takes little of the machine.
 */
final class Load implements AutoCloseable {
    private static final byte[] GOOD = "HTTP/1.1 200".getBytes(StandardCharsets.US_ASCII);

    /** @param perSecond answers a second; @param p99Micros the time that 99 of 100 answers took at most */
    record Result(double perSecond, double p99Micros) {}

    private final List<Connection> connections = new ArrayList<>();
    private final ExecutorService threads;

    Load(int port, String path, int clients) throws IOException {
        threads = Executors.newFixedThreadPool(clients, task -> {
            Thread thread = new Thread(task, "client");
            thread.setDaemon(true);
            return thread;
        });
        for (int i = 0; i < clients; i++) {
            connections.add(new Connection(port, path));
        }
    }

    Result run(long nanos) throws InterruptedException, ExecutionException {
        List<Callable<long[]>> clients = new ArrayList<>();
        long end = System.nanoTime() + nanos;
        connections.forEach(connection -> clients.add(() -> connection.sendUntil(end)));
        long[] all = new long[0];
        for (Future<long[]> client : threads.invokeAll(clients)) {
            long[] some = client.get();
            int had = all.length;
            all = Arrays.copyOf(all, had + some.length);
            System.arraycopy(some, 0, all, had, some.length);
        }
        Arrays.sort(all);
        return new Result(all.length / (nanos / 1e9), all[(int) (all.length * 0.99)] / 1e3);
    }

    @Override
    public void close() throws IOException {
        threads.shutdownNow();
        for (Connection connection : connections) {
            connection.socket.close();
        }
    }

    private static final class Connection {
        final Socket socket;
        final byte[] request;
        final byte[] answer = new byte[64 * 1024];
        int length;
        long[] times = new long[1024];

        Connection(int port, String path) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            request = ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        }

        /** The nanoseconds that each answer took. */
        long[] sendUntil(long end) throws IOException {
            int count = 0;
            long now = System.nanoTime();
            while (now - end < 0) {
                exchange();
                long then = System.nanoTime();
                if (count == times.length) {
                    times = Arrays.copyOf(times, count * 2);
                }
                times[count++] = then - now;
                now = then;
            }
            return Arrays.copyOf(times, count);
        }

        private void exchange() throws IOException {
            socket.getOutputStream().write(request);
            InputStream in = socket.getInputStream();
            int read = 0;
            do {
                int n = in.read(answer, read, answer.length - read);
                if (n < 0) {
                    throw new IOException("the server closed a connection under load");
                }
                read += n;
            } while (length == 0 ? !isWhole(read) : read < length);
            if (!Arrays.equals(answer, 0, GOOD.length, GOOD, 0, GOOD.length)) {
                throw new IOException("not a 200: " + new String(answer, 0, read, StandardCharsets.US_ASCII));
            }
            length = read;
        }

        /** Of the first answer only: whether head and body are there. */
        private boolean isWhole(int read) {
            String text = new String(answer, 0, read, StandardCharsets.ISO_8859_1);
            int head = text.indexOf("\r\n\r\n");
            java.util.regex.Matcher body = java.util.regex.Pattern.compile("(?i)content-length: *(\\d+)")
                    .matcher(text);
            if (head >= 0 && !body.find()) {
                throw new IllegalStateException("expected a Content-Length:\n" + text);
            }
            return head >= 0 && read >= head + 4 + Integer.parseInt(body.group(1));
        }
    }
}
