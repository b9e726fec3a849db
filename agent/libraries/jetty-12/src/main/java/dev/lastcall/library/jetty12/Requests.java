package dev.lastcall.library.jetty12;

import dev.lastcall.core.Core;
import dev.lastcall.core.gate.Floors;
import dev.lastcall.core.ledger.KeptControl;
import dev.lastcall.library.jetty.Connectors;
import dev.lastcall.library.jetty.Input;
import dev.lastcall.library.jetty.Streams;
import java.io.IOException;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.internal.HttpChannelState;
import org.eclipse.jetty.server.internal.HttpChannelState.ChannelRequest;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.NanoTime;

/**
 * Counts requests, and answers those that are still in flight when their time is up. The key is the channel, of which an
 * HTTP/1 connection has one; who speaks is decided for each request, of which every one has its own object.
 */
final class Requests implements KeptControl<HttpChannelState> {

    private final Core core;
    private final Floors<ChannelRequest> floors;
    private final Handling handling;
    private final Pipelines pipelines;

    Requests(Core core, Floors<ChannelRequest> floors) {
        this.core = core;
        this.floors = floors;
        this.handling = new Handling(core);
        this.pipelines = new Pipelines(core.requests());
    }

    void begin(HttpChannelState channel, ChannelRequest request) {
        core.requests().begin(this, channel);
        if (core.gate().isDraining()) {
            pipelines.begun(request.getConnectionMetaData());
        }
    }

    void end(HttpChannelState channel, ChannelRequest request) {
        if (core.gate().isDraining()) {
            floors.close(request);
            pipelines.over(request.getConnectionMetaData());
        }
        core.requests().end(channel);
    }

    /**
     * A stream is complete. One that failed takes its connection or its channel with it, and does not always recycle it;
     * then the request is still there to be ended, and if not, no other can have taken its place.
     */
    void completed(HttpChannelState channel, Throwable failure) {
        if (failure != null) {
            endCurrent(channel);
        }
    }

    /**
     * A connection is about to give way to another. With HTTP/2 the request that asked for it becomes the first stream, and is
     * counted as that; to answer it here would write HTTP/1 among the frames.
     */
    void upgrades(Connection old) {
        if (!(old instanceof HttpConnection && ((HttpConnection) old).getHttpChannel() instanceof HttpChannelState)) {
            return;
        }
        HttpChannelState channel = (HttpChannelState) ((HttpConnection) old).getHttpChannel();
        ChannelRequest request = currentOf(channel);
        if (request != null) {
            if (core.gate().isDraining()) {
                floors.close(request);
            }
            core.requests().end(channel); // what follows in the buffer is no request: see Pipelines
        }
    }

    private void endCurrent(HttpChannelState channel) {
        ChannelRequest request = currentOf(channel);
        if (request != null) {
            end(channel, request);
        }
    }

    private static ChannelRequest currentOf(HttpChannelState channel) {
        Request request = channel.getRequest();
        return request instanceof ChannelRequest ? (ChannelRequest) request : null;
    }

    /** The channel that this request is on, or null once it is over. */
    static HttpChannelState channelOf(ChannelRequest request) {
        try {
            return (HttpChannelState) request.getComponents();
        } catch (IllegalStateException over) {
            return null;
        }
    }

    /** A thread has left the handler. By now the channel may be at work for its next request, in another thread. */
    void leave(HttpChannelState channel) {
        if (channel.getServer().isStopped()) {
            endCurrent(channel); // a stopped server abandons its requests without completing them
        }
    }

    /** A connection has been read as far as it goes. */
    void idle(HttpConnection connection) {
        if (core.gate().isDraining()) {
            pipelines.idle(connection);
        }
    }

    @Override
    public long ageMillis(HttpChannelState channel) {
        return NanoTime.millisSince(channel.getRequest().getHeadersNanoTime());
    }

    @Override
    public String describe(HttpChannelState channel) {
        Request request = channel.getRequest();
        String path = String.valueOf(request.getHttpURI().getPath());
        int parameters = path.indexOf(';'); // may be a session's id
        return request.getMethod() + " " + (parameters < 0 ? path : path.substring(0, parameters));
    }

    @Override
    public String noun(HttpChannelState channel) {
        return channel.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_2 ? Streams.STREAM : "request";
    }

    @Override
    public Thread runner(HttpChannelState channel) {
        return handling.threadIn(channel);
    }

    @Override
    public int port(HttpChannelState channel) {
        return Connectors.portOf(channel.getConnectionMetaData().getConnector());
    }

    @Override
    public long silentNanos(HttpChannelState channel) {
        if (!(channel.getConnectionMetaData() instanceof HttpConnection)) {
            return NOT_WAITING;
        }
        HttpConnection connection = (HttpConnection) channel.getConnectionMetaData();
        return !connection.getGenerator().isCommitted()
                        && connection.getParser().inContentState()
                        && connection.isFillInterested()
                ? Input.silentNanos(encrypted(connection.getEndPoint()))
                : NOT_WAITING;
    }

    private static EndPoint encrypted(EndPoint endPoint) {
        return endPoint instanceof SslConnection.SslEndPoint
                ? ((SslConnection.SslEndPoint) endPoint).getSslConnection().getEndPoint()
                : endPoint;
    }

    @Override
    public void endInput(HttpChannelState channel) throws IOException {
        if (channel.getConnectionMetaData() instanceof HttpConnection) {
            Input.end(encrypted(((HttpConnection) channel.getConnectionMetaData()).getEndPoint()));
        }
    }

    /**
     * The request cannot end between the looks and the answer: an uncommitted request ends only after it has sent
     * something, or was given up, and both need the floor that we hold. It ends in the ledger before its channel lets go
     * of it, so what stands in the ledger and is the channel's is in flight.
     */
    @Override
    public boolean answer(HttpChannelState channel) {
        ChannelRequest request = currentOf(channel);
        if (request == null || !floors.claim(request)) {
            return false;
        }
        boolean answered = false;
        try {
            answered = core.requests().find(channel) != null && channel.getRequest() == request && Answer.send(request);
        } finally {
            floors.decide(request, answered);
        }
        return answered;
    }
}
