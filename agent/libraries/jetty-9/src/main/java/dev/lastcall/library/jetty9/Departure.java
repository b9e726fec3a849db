package dev.lastcall.library.jetty9;

import dev.lastcall.core.gate.Floors;
import dev.lastcall.core.gate.Gate;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.server.HttpChannel;
import org.eclipse.jetty.server.HttpConnection;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** What happens to responses on their way out while the service drains: one speaker, and {@code Connection: close}. */
final class Departure {

    private final Gate gate;
    private final Floors<HttpChannel> floors;

    Departure(Gate gate, Floors<HttpChannel> floors) {
        this.gate = gate;
        this.floors = floors;
    }

    /**
     * @return false if the agent has answered already: what the handler writes vanishes, and it is told that all went well,
     *     because a failure would only make it undo what it has done
     */
    boolean send(HttpChannel channel, Callback callback) {
        if (!gate.isDraining()) {
            return true;
        }
        if (!floors.enter(channel)) {
            callback.succeeded();
            return false;
        }
        return true;
    }

    void sent(HttpChannel channel) {
        if (gate.isDraining()) {
            floors.leave(channel);
        }
    }

    /**
     * The last moment at which a response can say that its connection will close, be its request as old as it may.
     *
     * @param complete whether all of the content is known
     */
    void announce(HttpChannel channel, boolean complete) {
        Response response = channel.getResponse();
        if (!gate.isDraining() || channel.isCommitted() || response.getStatus() < 200 || !closesAfter(channel)) {
            return;
        }
        if (!complete && response.getContentLength() < 0 && mayHaveContent(channel)) {
            // Otherwise Jetty ends the content by the end of the connection, and nobody can tell a cut from it.
            response.setHeader("Transfer-Encoding", "chunked");
        }
        response.setHeader("Connection", "close");
    }

    /** Heads that Jetty makes beside the response, as for malformed requests. An interim one (1xx) closes nothing. */
    void commit(HttpChannel channel, MetaData.Response head) {
        if (gate.isDraining() && head.getStatus() >= 200 && closesAfter(channel)) {
            close((HttpConnection) channel.getHttpTransport());
        }
    }

    private static boolean closesAfter(HttpChannel channel) {
        return channel.getHttpTransport() instanceof HttpConnection && !isTunnel(channel) && !isFollowed(channel);
    }

    /** Jetty's own way: its generator adds the header and shuts the output down after the last byte. */
    static void close(HttpConnection connection) {
        connection.getGenerator().setPersistent(false);
    }

    /** The answer to CONNECT: the connection becomes a tunnel, which is no HTTP any more. */
    private static boolean isTunnel(HttpChannel channel) {
        return "CONNECT".equals(channel.getRequest().getMethod());
    }

    /**
     * Whether the client has pipelined another request that we have read already. It is served and its response closes;
     * to close now would throw it away.
     */
    static boolean isFollowed(HttpChannel channel) {
        if (!(channel.getHttpTransport() instanceof HttpConnection)) {
            return false;
        }
        HttpConnection connection = (HttpConnection) channel.getHttpTransport();
        return connection.getParser().isComplete() && !connection.isRequestBufferEmpty();
    }

    /** With an expectation what is sent now may be the interim "100 Continue", which says nothing of the content. */
    private static boolean mayHaveContent(HttpChannel channel) {
        Request request = channel.getRequest();
        int status = channel.getResponse().getStatus();
        return status != 204
                && status != 304
                && request.getHttpVersion() == HttpVersion.HTTP_1_1
                && request.getHeader("Expect") == null;
    }
}
