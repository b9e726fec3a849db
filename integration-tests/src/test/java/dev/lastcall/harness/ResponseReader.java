package dev.lastcall.harness;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads one response to its exact end, and knows at each failure how far it had come. */
final class ResponseReader {
    static final int KEPT = 64 * 1024;

    private final InputStream in;
    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private final ByteArrayOutputStream bodyStart = new ByteArrayOutputStream();
    private final byte[] buffer = new byte[16 * 1024];
    private boolean headWhole;
    private long bodyLength;

    ResponseReader(InputStream in) {
        this.in = in;
    }

    /** @param bodiless whether the request was a HEAD, whose response has the length of a body and none */
    void read(boolean bodiless) throws IOException {
        do {
            readHead();
        } while (isInterim(soFar(Outcome.COMPLETE).status()));
        Response response = soFar(Outcome.COMPLETE);
        int status = response.status();
        if (bodiless || status == 101 || status == 204 || status == 304) {
            return;
        }
        if (response.header("Transfer-Encoding").orElse("").equalsIgnoreCase("chunked")) {
            readChunks();
        } else if (response.header("Content-Length").isPresent()) {
            readExactly(Long.parseLong(response.header("Content-Length").get()));
        } else {
            readToEnd();
        }
    }

    /** Whether any byte of a response came. */
    boolean hasBegun() {
        return head.size() > 0;
    }

    Response soFar(Outcome outcome) {
        String text = headWhole ? head.toString(StandardCharsets.ISO_8859_1) : "";
        return new Response(outcome, text, bodyLength, bodyStart.toByteArray());
    }

    /** 100 Continue and its like precede the response; 101 is one. */
    private static boolean isInterim(int status) {
        return status >= 100 && status < 200 && status != 101;
    }

    private void readHead() throws IOException {
        headWhole = false;
        head.reset();
        for (int matched = 0; matched < 4; ) {
            int next = nextByte();
            head.write(next);
            matched = next == "\r\n\r\n".charAt(matched) ? matched + 1 : next == '\r' ? 1 : 0;
        }
        headWhole = true;
        if (soFar(Outcome.COMPLETE).status() == 0) {
            throw new ProtocolError("not an HTTP/1 response: " + head.toString(StandardCharsets.ISO_8859_1));
        }
    }

    private void readChunks() throws IOException {
        while (true) {
            String size = readLine();
            int extension = size.indexOf(';');
            long length = parseHex(extension < 0 ? size : size.substring(0, extension));
            if (length == 0) {
                while (!readLine().isEmpty()) {
                    // Trailers.
                }
                return;
            }
            readExactly(length);
            if (!readLine().isEmpty()) {
                throw new ProtocolError("a chunk is longer than its size says");
            }
        }
    }

    private void readExactly(long length) throws IOException {
        for (long left = length; left > 0; ) {
            int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (count < 0) {
                throw new EOFException();
            }
            keep(count);
            left -= count;
        }
    }

    private void readToEnd() throws IOException {
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            keep(count);
        }
    }

    private void keep(int count) {
        bodyLength += count;
        bodyStart.write(buffer, 0, Math.min(count, KEPT - bodyStart.size()));
    }

    private String readLine() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = nextByte(); next != '\n'; next = nextByte()) {
            line.append((char) next);
        }
        return line.toString().strip();
    }

    private int nextByte() throws IOException {
        int next = in.read();
        if (next < 0) {
            throw new EOFException();
        }
        return next;
    }

    private static long parseHex(String size) throws IOException {
        try {
            return Long.parseLong(size.strip(), 16);
        } catch (NumberFormatException e) {
            throw new ProtocolError("not the size of a chunk: " + size);
        }
    }

    /** The server sent what no client could read; an error of its own, and of no {@link Outcome}. */
    static final class ProtocolError extends IOException {
        private static final long serialVersionUID = 1L;

        ProtocolError(String message) {
            super(message);
        }
    }
}
