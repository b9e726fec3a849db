package dev.lastcall.library.jetty12;

import dev.lastcall.core.gate.Gate;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.internal.HttpChannelState;
import org.eclipse.jetty.server.internal.HttpChannelState.ChannelRequest;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.Callback;

/**
 * The answer to a straggler: a head of our own, beside the response that its handler may be filling at this moment, sent
 * through the stream that its response would take. The stream refuses a second head.
 */
final class Answer {

    private static final Set<String> SAFE = new HashSet<String>(Arrays.asList("GET", "HEAD", "OPTIONS"));

    private Answer() {}

    /**
     * To be called with the floor of this request.
     *
     * @return whether this call committed the response
     */
    static boolean send(ChannelRequest request) {
        HttpChannelState channel = Requests.channelOf(request);
        HttpStream stream = channel == null ? null : channel.getHttpStream();
        if (stream == null || stream.isCommitted() || channel.getResponse().isCommitted()) {
            return false;
        }
        boolean safe = SAFE.contains(request.getMethod());
        byte[] body = (safe ? "" : Gate.OUTCOME_UNKNOWN_BODY).getBytes(StandardCharsets.UTF_8);
        HttpFields.Mutable fields = HttpFields.build();
        if (safe) {
            fields.put("Retry-After", Gate.RETRY_AFTER_SECONDS);
        } else {
            fields.put("Content-Type", "text/plain");
        }
        fields.put("Content-Length", body.length);
        if (request.getConnectionMetaData() instanceof HttpConnection) {
            fields.put("Connection", "close");
        }
        HttpVersion version = request.getConnectionMetaData().getHttpVersion();
        Verdict verdict = new Verdict(request.getConnectionMetaData());
        stream.send(
                new MetaData.Request(request.getMethod(), request.getHttpURI(), version, request.getHeaders()),
                new MetaData.Response(503, null, version, fields, body.length),
                true,
                ByteBuffer.wrap(body),
                verdict);
        return !verdict.refused;
    }

    /** A refusal comes before {@code send} returns; what fails later is a connection that has gone. */
    private static final class Verdict implements Callback {
        private final ConnectionMetaData transport;
        private volatile boolean refused;

        Verdict(ConnectionMetaData transport) {
            this.transport = transport;
        }

        /** Early versions would say goodbye only when the handler has left. */
        @Override
        public void succeeded() {
            if (transport instanceof HttpConnection) {
                ((HttpConnection) transport).getEndPoint().shutdownOutput();
            }
        }

        @Override
        public void failed(Throwable refusal) {
            refused = true;
        }
    }
}
