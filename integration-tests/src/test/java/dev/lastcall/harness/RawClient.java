package dev.lastcall.harness;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One HTTP/1 connection on a bare socket, which hides nothing: no retry, no pool, no check for staleness. A request sent
 * when the server has just closed the connection is lost, as it is for the clients of production. For one thread.
 */
public final class RawClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Socket socket;
    private final boolean refused;
    private final InputStream in;
    private final Deque<Boolean> headRequests = new ArrayDeque<>();
    private boolean broken;

    private RawClient(Socket socket, boolean refused, InputStream in) {
        this.socket = socket;
        this.refused = refused;
        this.in = in;
    }

    /** Connects to the loopback interface. Refusal is no exception: see {@link #isRefused}. */
    public static RawClient connect(int port) throws IOException {
        return connect(port, Pace.FULL);
    }

    /** A client that reads no faster than the pace, with a small receive buffer so that the server notices. */
    public static RawClient connect(int port, Pace reading) throws IOException {
        Socket socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        if (reading != Pace.FULL) {
            socket.setReceiveBufferSize(16 * 1024);
        }
        try {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), (int) PATIENCE.toMillis());
        } catch (ConnectException e) {
            socket.close();
            return new RawClient(socket, true, InputStream.nullInputStream());
        } catch (SocketException e) {
            // The connection was there, and reset before this thread had seen it: every request on it ends like that.
            socket.close();
            return new RawClient(socket, false, new ResetInput(e));
        }
        if (socket.getLocalPort() == port) {
            // TCP lets a socket connect to itself when nobody listens and its own random port is the one asked for.
            socket.close();
            return new RawClient(socket, true, InputStream.nullInputStream());
        }
        InputStream in = reading.slow(socket.getInputStream());
        return new RawClient(socket, false, reading == Pace.FULL ? new BufferedInputStream(in) : in);
    }

    /** One request on a connection of its own. */
    public static Response once(int port, Request request) throws IOException {
        try (RawClient client = connect(port)) {
            return client.exchange(request);
        }
    }

    /** Whether nobody listened; every request on this connection then ends as {@link Outcome#REFUSED}. */
    public boolean isRefused() {
        return refused;
    }

    public void patience(Duration patience) throws IOException {
        if (!refused && !socket.isClosed()) {
            socket.setSoTimeout((int) patience.toMillis());
        }
    }

    public Response get(String target) throws IOException {
        return exchange(Request.get(target));
    }

    public Response exchange(Request request) throws IOException {
        send(request);
        return read();
    }

    /** Sends without reading; several in a row are pipelined. */
    public void send(Request request) {
        headRequests.add(request.head().startsWith("HEAD "));
        write(request.bytes(), Pace.FULL);
    }

    /** A slow upload. */
    public void send(Request request, Pace pace) {
        headRequests.add(request.head().startsWith("HEAD "));
        write(request.bytes(), pace);
    }

    /** Sends exactly this, which may be part of a request; the response is read by {@link #read}. */
    public void sendRaw(String text) {
        write(text.getBytes(StandardCharsets.ISO_8859_1), Pace.FULL);
    }

    /**
     * Reads the response to the oldest request that has none yet.
     *
     * @throws IOException if the server does not speak HTTP; what happens to connections is an {@link Outcome}
     */
    public Response read() throws IOException {
        if (refused) {
            return Response.none(Outcome.REFUSED);
        }
        boolean head = Boolean.TRUE.equals(headRequests.poll());
        ResponseReader reader = new ResponseReader(in);
        try {
            reader.read(head);
            return reader.soFar(Outcome.COMPLETE);
        } catch (ResponseReader.ProtocolError e) {
            throw e;
        } catch (SocketTimeoutException e) {
            return reader.soFar(Outcome.TIMED_OUT);
        } catch (EOFException e) {
            // A write that failed tells of a reset that the end of the stream would hide.
            return reader.soFar(reader.hasBegun() ? Outcome.CUT : broken ? Outcome.RESET : Outcome.CLOSED);
        } catch (IOException e) {
            return reader.soFar(reader.hasBegun() ? Outcome.CUT : Outcome.RESET);
        }
    }

    /** How the server ends the connection when no response is awaited: {@link Outcome#CLOSED} or {@link Outcome#RESET}. */
    public Outcome awaitEnd() throws IOException {
        return read().outcome();
    }

    /** Says that nothing more will be sent, and goes on reading. */
    public void halfClose() throws IOException {
        socket.shutdownOutput();
    }

    /** Ends the connection with a reset instead of in good order. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void write(byte[] bytes, Pace pace) {
        if (refused) {
            return;
        }
        try {
            pace.write(socket.getOutputStream(), bytes);
        } catch (IOException e) {
            // The server may have answered before it stopped reading: what came decides about the outcome.
            broken = true;
        }
    }

    /** What there is to read from a connection that was reset. */
    private static final class ResetInput extends InputStream {
        private final SocketException reset;

        ResetInput(SocketException reset) {
            this.reset = reset;
        }

        @Override
        public int read() throws SocketException {
            throw reset;
        }
    }
}
