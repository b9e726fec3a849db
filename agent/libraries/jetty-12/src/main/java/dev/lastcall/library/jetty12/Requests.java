package dev.lastcall.library.jetty12;

import dev.lastcall.core.Core;
import dev.lastcall.core.gate.Floors;
import dev.lastcall.core.ledger.WorkControl;
import dev.lastcall.library.jetty.Connectors;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.internal.HttpChannelState;
import org.eclipse.jetty.server.internal.HttpChannelState.ChannelRequest;
import org.eclipse.jetty.server.internal.HttpConnection;

/**
 * Counts requests, and answers those that are still in flight when their time is up. The key is Jetty's innermost request
 * object: there is one for each request, while channels are used again.
 */
final class Requests implements WorkControl<ChannelRequest> {

    private final Core core;
    private final Floors<ChannelRequest> floors;
    private final Pipelines pipelines;

    Requests(Core core, Floors<ChannelRequest> floors) {
        this.core = core;
        this.floors = floors;
        this.pipelines = new Pipelines(core.requests());
    }

    void begin(ChannelRequest request) {
        core.requests().begin(this, request);
        if (core.gate().isDraining()) {
            pipelines.begun(request.getConnectionMetaData());
        }
    }

    void end(ChannelRequest request) {
        if (core.gate().isDraining()) {
            floors.close(request);
            pipelines.over(request.getConnectionMetaData());
        }
        core.requests().end(request);
    }

    /**
     * A stream is complete. One that failed takes its connection or its channel with it, and does not always recycle it;
     * then the request is still there to be ended, and if not, no other can have taken its place.
     */
    void completed(HttpChannelState channel, Throwable failure) {
        if (failure != null) {
            Request request = channel.getRequest();
            if (request instanceof ChannelRequest) {
                end((ChannelRequest) request);
            }
        }
    }

    void enter(ChannelRequest request) {
        core.requests().runsOn(request, Thread.currentThread());
    }

    void leave(Request request) {
        core.requests().runsOnNone(request);
        if (request.getConnectionMetaData().getConnector().getServer().isStopped()) {
            core.requests().end(request); // a stopped server abandons its requests without completing them
        }
    }

    /** A connection has been read as far as it goes. */
    void idle(HttpConnection connection) {
        if (core.gate().isDraining()) {
            pipelines.idle(connection);
        }
    }

    @Override
    public String describe(ChannelRequest request) {
        String path = String.valueOf(request.getHttpURI().getPath());
        int parameters = path.indexOf(';'); // may be a session's id
        return request.getMethod() + " " + (parameters < 0 ? path : path.substring(0, parameters));
    }

    @Override
    public int port(ChannelRequest request) {
        return Connectors.portOf(request.getConnectionMetaData().getConnector());
    }

    /**
     * The request cannot end between the look at the ledger and the answer: an uncommitted request ends only after it has
     * sent something, or was given up, and both need the floor that we hold.
     */
    @Override
    public boolean answer(ChannelRequest request) {
        if (!floors.claim(request)) {
            return false;
        }
        boolean answered = false;
        try {
            answered = core.requests().find(request) != null && Answer.send(request);
        } finally {
            floors.decide(request, answered);
        }
        return answered;
    }
}
