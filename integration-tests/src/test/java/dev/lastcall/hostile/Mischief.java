package dev.lastcall.hostile;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What one impolite client does with one connection: some requests, well-formed or not, whole or cut off at any byte, sent in
 * pieces with pauses; then it reads all, some, a byte at a time or nothing, and closes, half-closes or resets. All of it
 * follows from the random numbers.
 *
 * @param pieces what is sent, one after the other
 * @param pauses before each piece, in milliseconds
 * @param ending what it does when all is sent
 * @param lingers for how long it does that, in milliseconds
 * @param halfCloses whether it says before that it sends no more
 * @param resets whether it resets the connection in the end instead of closing it
 */
record Mischief(
        List<byte[]> pieces, List<Integer> pauses, Ending ending, int lingers, boolean halfCloses, boolean resets) {

    /** What a client does with what comes back. */
    enum Ending {
        READS_ALL,
        READS_SOME,
        READS_DROPS,
        READS_NOTHING
    }

    private static final int MOST_REQUESTS = 4;
    private static final int LONGEST_PAUSE = 60;
    private static final int LONGEST_LINGER = 1_500;
    private static final int CONNECT_MILLIS = 2_000;
    private static final int SOME = 200;

    static Mischief of(Random random) {
        StringBuilder text = new StringBuilder();
        for (int left = random.nextInt(MOST_REQUESTS + 1); left > 0; left--) {
            text.append(Requests.any(random));
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.ISO_8859_1);
        int end = random.nextInt(3) == 0 ? random.nextInt(bytes.length + 1) : bytes.length;
        List<byte[]> pieces = new ArrayList<>();
        List<Integer> pauses = new ArrayList<>();
        boolean inPieces = random.nextInt(3) == 0;
        for (int from = 0; from < end; ) {
            int to = inPieces ? Math.min(end, from + 1 + random.nextInt(200)) : end;
            pieces.add(Arrays.copyOfRange(bytes, from, to));
            pauses.add(random.nextInt(4) == 0 ? random.nextInt(LONGEST_PAUSE) : 0);
            from = to;
        }
        Ending ending = Ending.values()[random.nextInt(Ending.values().length)];
        int lingers = random.nextInt(3) == 0 ? random.nextInt(LONGEST_LINGER) : random.nextInt(30);
        return new Mischief(pieces, pauses, ending, lingers, random.nextInt(5) == 0, random.nextBoolean());
    }

    /** Does it. Whatever becomes of it is the server's and the client's own affair; it ends early when told to leave. */
    void commit(int port, CountDownLatch leave) throws InterruptedException {
        try (Socket socket = new Socket()) {
            socket.setTcpNoDelay(true);
            socket.setReceiveBufferSize(4096);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
            OutputStream out = socket.getOutputStream();
            for (int i = 0; i < pieces.size() && !leave.await(pauses.get(i), TimeUnit.MILLISECONDS); i++) {
                out.write(pieces.get(i));
            }
            if (halfCloses) {
                socket.shutdownOutput();
            }
            end(socket, leave);
            socket.setSoLinger(resets, 0);
        } catch (IOException goneOrRefused) {
            // The server may do with such a client what it wants.
        }
    }

    private void end(Socket socket, CountDownLatch leave) throws IOException, InterruptedException {
        InputStream in = socket.getInputStream();
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(lingers);
        byte[] buffer = new byte[ending == Ending.READS_DROPS ? 1 : 8192];
        long read = 0;
        while (System.nanoTime() - until < 0 && leave.getCount() > 0) {
            boolean reads = ending != Ending.READS_NOTHING && (ending != Ending.READS_SOME || read < SOME);
            if (reads) {
                socket.setSoTimeout(20);
                try {
                    int count = in.read(buffer, 0, ending == Ending.READS_SOME ? SOME : buffer.length);
                    if (count < 0) {
                        return;
                    }
                    read += count;
                } catch (SocketTimeoutException nothingYet) {
                    continue;
                }
            }
            if (!reads || ending == Ending.READS_DROPS) {
                leave.await(5, TimeUnit.MILLISECONDS);
            }
        }
    }
}
