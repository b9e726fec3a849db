package dev.lastcall.library.jetty12;

import dev.lastcall.core.Core;
import dev.lastcall.core.gate.Floors;
import dev.lastcall.core.gate.Gate;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.internal.HttpChannelState;
import org.eclipse.jetty.server.internal.HttpChannelState.ChannelRequest;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.Callback;

/** What happens to responses on their way out while the service drains: one speaker, and {@code Connection: close}. */
final class Departure {

    private final Core core;
    private final Gate gate;
    private final Floors<ChannelRequest> floors;
    /** Set while a thread is inside the callback of a write that was dropped. */
    private final ThreadLocal<Boolean> dropping = new ThreadLocal<Boolean>();

    Departure(Core core, Floors<ChannelRequest> floors) {
        this.core = core;
        this.gate = core.gate();
        this.floors = floors;
    }

    /**
     * @return false if the agent has answered already: what the handler writes vanishes, and it is told that all went well,
     *     because a failure would only make it undo what it has done
     */
    boolean write(ChannelRequest request, Callback callback) {
        if (!gate.isDraining() || floors.enter(request)) {
            return true;
        }
        drop(request, callback);
        return false;
    }

    /** A handler that writes again when told of success would recurse: the second time it is told on another thread. */
    private void drop(ChannelRequest request, final Callback callback) {
        if (dropping.get() == null) {
            dropping.set(true);
            try {
                tell(callback, null);
            } finally {
                dropping.remove();
            }
            return;
        }
        Executor threads = request.getConnectionMetaData().getConnector().getExecutor();
        try {
            threads.execute(new Runnable() {
                @Override
                public void run() {
                    tell(callback, null);
                }
            });
        } catch (RejectedExecutionException stopped) { // with the server, or full: a failure ends such a handler, too
            tell(callback, stopped);
        }
    }

    /** What a callback throws is the application's failure, which Jetty would swallow, too. */
    private void tell(Callback callback, Throwable failure) {
        try {
            if (failure == null) {
                callback.succeeded();
            } else {
                callback.failed(failure);
            }
        } catch (Throwable ofTheApplication) {
            core.debug("a callback failed", ofTheApplication);
        }
    }

    /**
     * The handler says that it is done.
     *
     * @return false if the agent has answered already: Jetty must not complete the stream, since it would cut the
     *     connection, and with it an answer that the client may not have read
     */
    boolean finish(ChannelRequest request) {
        if (!gate.isDraining() || floors.enter(request)) {
            return true;
        }
        HttpChannelState channel = Requests.channelOf(request);
        if (channel != null) {
            core.requests().end(channel);
        }
        if (request.getConnectionMetaData() instanceof HttpConnection) {
            HttpConnection connection = (HttpConnection) request.getConnectionMetaData();
            if (connection.getParser().isComplete()) { // else there may be input unread, and a close would be a reset
                connection.getEndPoint().close();
            }
        }
        return false;
    }

    void sent(ChannelRequest request) {
        if (gate.isDraining()) {
            floors.leave(request);
        }
    }

    /**
     * The last moment at which a response can say that its connection will close, be its request as old as it may. Jetty
     * holds the channel's lock meanwhile, so nobody else changes the headers.
     */
    void announce(HttpConnection connection, HttpFields.Mutable headers) {
        if (!gate.isDraining() || changesProtocol(connection) || Pipelines.isFollowed(connection)) {
            return;
        }
        headers.put("Connection", "close");
        if (connection.getHttpVersion() == HttpVersion.HTTP_1_1 && !headers.contains("Content-Length")) {
            // Otherwise Jetty ends the content by the end of the connection, and nobody can tell a cut from it. Where
            // there is no content, as with 204, Jetty leaves it out.
            headers.put("Transfer-Encoding", "chunked");
        }
    }

    /** A WebSocket or a tunnel, which is no HTTP any more. */
    private static boolean changesProtocol(HttpConnection connection) {
        if (!(connection.getHttpChannel() instanceof HttpChannelState)) {
            return false;
        }
        Response response = ((HttpChannelState) connection.getHttpChannel()).getResponse();
        return response != null
                && (response.getStatus() == 101
                        || response.getStatus() / 100 == 2
                                && "CONNECT".equals(response.getRequest().getMethod()));
    }
}
