package dev.lastcall.library.undertow;

import dev.lastcall.core.gate.Gate;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpServerConnection;
import io.undertow.server.protocol.http.PipeliningBufferingStreamSinkConduit;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.xnio.conduits.StreamSinkConduit;

/**
 * The answer to a straggler: a head of our own, put onto the connection below the response that its handler may be filling
 * at this moment. Sent from the calling thread, for the connection's own may be the one that is stuck.
 */
final class Answer {

    private static final Set<String> SAFE = new HashSet<String>(Arrays.asList("GET", "HEAD", "OPTIONS"));

    /** A connection whose client has not read for so long that these few bytes do not fit gets no answer. */
    private static final int TRIES = 10;

    private static final long BETWEEN_TRIES_MILLIS = 10;

    /**
     * To be called with the floor of this exchange.
     *
     * @return whether a byte of it was sent
     */
    boolean send(HttpServerExchange exchange) throws IOException {
        if (!(exchange.getConnection() instanceof HttpServerConnection)
                || !exchange.getConnection().isOpen()) {
            return false;
        }
        HttpServerConnection connection = (HttpServerConnection) exchange.getConnection();
        PipeliningBufferingStreamSinkConduit earlier = connection.getPipelineBuffer();
        if (earlier != null && !earlier.flushPipelinedData()) { // responses to what was pipelined before this one
            return false;
        }
        StreamSinkConduit out = connection.getOriginalSinkConduit();
        if (out.isWriteShutdown()) {
            return false;
        }
        boolean sent = write(out, bytes(exchange));
        if (sent) {
            out.terminateWrites();
            flush(out);
        }
        return sent;
    }

    private static ByteBuffer bytes(HttpServerExchange exchange) {
        String method = exchange.getRequestMethod().toString();
        boolean safe = SAFE.contains(method);
        String body = safe ? "" : Gate.OUTCOME_UNKNOWN_BODY;
        String head = exchange.getProtocol() + " 503 Service Unavailable\r\n"
                + (safe ? "Retry-After: " + Gate.RETRY_AFTER_SECONDS : "Content-Type: text/plain")
                + "\r\nContent-Length: " + body.length() + "\r\nConnection: close\r\n\r\n";
        return ByteBuffer.wrap((head + body).getBytes(StandardCharsets.US_ASCII));
    }

    private static boolean write(StreamSinkConduit out, ByteBuffer bytes) throws IOException {
        int length = bytes.remaining();
        for (int tries = 0; bytes.hasRemaining() && tries < TRIES; tries++) {
            if (out.write(bytes) == 0) {
                out.awaitWritable(BETWEEN_TRIES_MILLIS, TimeUnit.MILLISECONDS);
            }
        }
        return bytes.remaining() < length;
    }

    /** With TLS what was written may still have to be encrypted. */
    private static void flush(StreamSinkConduit out) throws IOException {
        for (int tries = 0; !out.flush() && tries < TRIES; tries++) {
            out.awaitWritable(BETWEEN_TRIES_MILLIS, TimeUnit.MILLISECONDS);
        }
    }
}
