package dev.lastcall.harness;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * A client of HTTP/2 without TLS that starts with prior knowledge, speaks frames and knows of each of its streams what became
 * of it. Header fields go out as plain literals, and of those that come in only the first is looked at, which is the status; so
 * little of HPACK is needed. Thread-safe.
 */
public final class Http2Client implements AutoCloseable {
    /** What became of a stream. */
    public enum Fate {
        /** It is open. */
        OPEN,
        /** Its response is complete, with status 200. */
        ANSWERED,
        /** The client knows that nothing was done: status 503, REFUSED_STREAM, or beyond the last stream of a GOAWAY. */
        REFUSED,
        /** The connection, or the stream, has ended before its response. */
        CUT
    }

    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int SETTINGS = 4;
    private static final int PING = 6;
    private static final int GOAWAY = 7;
    private static final int WINDOW_UPDATE = 8;
    private static final int END_STREAM = 1;
    private static final int ACK = 1;
    private static final int END_HEADERS = 4;
    private static final int PADDED = 8;
    private static final int PRIORITY = 32;
    private static final int REFUSED_STREAM = 7;
    private static final int STATUS_200 = 0x88; // in the static table of HPACK

    private final Socket socket;
    private final TreeMap<Integer, Fate> streams = new TreeMap<>();
    private final List<Integer> refused = new ArrayList<>();
    private int lastProcessed = Integer.MAX_VALUE;
    private boolean ended;

    private Http2Client(Socket socket) {
        this.socket = socket;
    }

    public static Http2Client connect(int port) throws IOException {
        Http2Client client = new Http2Client(new Socket(InetAddress.getLoopbackAddress(), port));
        client.socket.setTcpNoDelay(true);
        client.socket.getOutputStream().write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        client.send(SETTINGS, 0, 0, new byte[0]);
        Thread reader = new Thread(client::read, "http2-client");
        reader.setDaemon(true);
        reader.start();
        return client;
    }

    /**
     * Sends a GET.
     *
     * @return its stream, or -1 if the connection has ended, or is about to, before a byte of it was sent
     */
    public int get(String path) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        block.write(0x82); // :method: GET
        block.write(0x86); // :scheme: http
        literal(block, 4, path);
        literal(block, 1, "localhost");
        synchronized (this) {
            if (ended || lastProcessed != Integer.MAX_VALUE) {
                return -1;
            }
            int id = streams.isEmpty() ? 1 : streams.lastKey() + 2;
            streams.put(id, Fate.OPEN);
            try {
                send(HEADERS, END_STREAM | END_HEADERS, id, block.toByteArray());
            } catch (IOException broken) {
                streams.remove(id); // perhaps it was read; but then the reset tells nothing either
                return -1;
            }
            return id;
        }
    }

    private static void literal(ByteArrayOutputStream block, int name, String value) {
        block.write(name);
        block.write(value.length());
        block.writeBytes(value.getBytes(StandardCharsets.US_ASCII));
    }

    private synchronized void send(int type, int flags, int stream, byte[] payload) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(0);
        frame.write(payload.length >> 8);
        frame.write(payload.length);
        frame.write(type);
        frame.write(flags);
        for (int shift = 24; shift >= 0; shift -= 8) {
            frame.write(stream >> shift);
        }
        frame.writeBytes(payload);
        socket.getOutputStream().write(frame.toByteArray());
    }

    private void read() {
        try {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            while (true) {
                int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
                int type = in.readUnsignedByte();
                int flags = in.readUnsignedByte();
                int stream = in.readInt();
                byte[] payload = new byte[length];
                in.readFully(payload);
                take(type, flags, stream, payload);
            }
        } catch (IOException end) {
            end();
        }
    }

    private synchronized void take(int type, int flags, int stream, byte[] payload) throws IOException {
        switch (type) {
            case HEADERS -> {
                int at = ((flags & PADDED) != 0 ? 1 : 0) + ((flags & PRIORITY) != 0 ? 5 : 0);
                if (firstField(payload, at) != STATUS_200) {
                    refused.add(stream);
                }
                endIf((flags & END_STREAM) != 0, stream);
            }
            case DATA -> {
                if (payload.length > 0) {
                    byte[] credit = {0, 0, (byte) (payload.length >> 8), (byte) payload.length};
                    send(WINDOW_UPDATE, 0, 0, credit);
                }
                endIf((flags & END_STREAM) != 0, stream);
            }
            case RST_STREAM -> settle(stream, payload[3] == REFUSED_STREAM ? Fate.REFUSED : Fate.CUT);
            case SETTINGS, PING -> {
                if ((flags & ACK) == 0) {
                    send(type, ACK, 0, type == PING ? payload : new byte[0]);
                }
            }
            case GOAWAY -> {
                lastProcessed = (payload[0] & 0x7f) << 24
                        | (payload[1] & 0xff) << 16
                        | (payload[2] & 0xff) << 8
                        | payload[3] & 0xff;
                for (int beyond :
                        new ArrayList<>(streams.tailMap(lastProcessed, false).keySet())) {
                    settle(beyond, Fate.REFUSED);
                }
            }
            default -> {} // says nothing of the fate of a stream
        }
    }

    /** Behind the updates of the table's size, whose numbers may have several bytes. */
    private static int firstField(byte[] block, int from) {
        int at = from;
        while ((block[at] & 0xe0) == 0x20) {
            boolean goesOn = (block[at++] & 0x1f) == 0x1f;
            while (goesOn) {
                goesOn = block[at++] < 0;
            }
        }
        return block[at] & 0xff;
    }

    private void endIf(boolean last, int stream) {
        if (last) {
            settle(stream, refused.contains(stream) ? Fate.REFUSED : Fate.ANSWERED);
        }
    }

    private synchronized void settle(int stream, Fate fate) {
        if (streams.get(stream) == Fate.OPEN) {
            streams.put(stream, fate);
            notifyAll();
        }
    }

    private synchronized void end() {
        ended = true;
        for (int stream : new ArrayList<>(streams.keySet())) {
            settle(stream, Fate.CUT);
        }
        notifyAll();
    }

    /** Waits for the end of this stream. */
    public synchronized Fate await(int stream) throws InterruptedException {
        while (streams.get(stream) == Fate.OPEN) {
            wait();
        }
        return streams.get(stream);
    }

    /** Waits for the end of the connection. */
    public synchronized void awaitEnd() throws InterruptedException {
        while (!ended) {
            wait();
        }
    }

    /** How many streams had this fate so far. */
    public synchronized int count(Fate fate) {
        return (int) streams.values().stream().filter(fate::equals).count();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
