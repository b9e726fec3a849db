package dev.lastcall.library.jetty.channel;

import dev.lastcall.core.Core;
import dev.lastcall.core.gate.Floors;
import dev.lastcall.core.gate.Gate;
import org.eclipse.jetty.server.HttpChannel;
import org.eclipse.jetty.server.HttpConnection;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;

/**
 * What happens to responses on their way out while the service drains: one speaker, and {@code Connection: close}. How that
 * is said, and whether more has been pipelined, each line knows for its versions.
 */
public abstract class Departure {

    private final Core core;
    protected final Gate gate;
    final Floors<HttpChannel> floors = new Floors<HttpChannel>();

    protected Departure(Core core) {
        this.core = core;
        this.gate = core.gate();
    }

    protected abstract Answer newAnswer(Logger log);

    /** Has the connection closed, with notice, after the response to this request, which is not committed yet. */
    protected abstract void close(Request request);

    /** Whether something wants to be told when there is input to read. */
    protected abstract boolean waitsForInput(HttpConnection connection);

    /** Whether the connection has a whole request and more behind it. */
    protected abstract boolean hasMore(HttpConnection connection);

    /**
     * @return false if the agent has answered already: what the handler writes vanishes, and it is told that all went well,
     *     because a failure would only make it undo what it has done
     */
    final boolean send(HttpChannel channel, Callback callback) {
        if (!gate.isDraining()) {
            return true;
        }
        if (!floors.enter(channel)) {
            tell(callback);
            return false;
        }
        return true;
    }

    /** What a callback throws is the application's failure, which Jetty would swallow, too. */
    private void tell(Callback callback) {
        try {
            callback.succeeded();
        } catch (Throwable ofTheApplication) {
            core.debug("a callback failed", ofTheApplication);
        }
    }

    final void sent(HttpChannel channel) {
        if (gate.isDraining()) {
            floors.leave(channel);
        }
    }

    protected final boolean closesAfter(HttpChannel channel) {
        return channel.getHttpTransport() instanceof HttpConnection && !isTunnel(channel) && !isFollowed(channel);
    }

    /** The answer to CONNECT: the connection becomes a tunnel, which is no HTTP any more. */
    private static boolean isTunnel(HttpChannel channel) {
        return "CONNECT".equals(channel.getRequest().getMethod());
    }

    /**
     * Whether the client has pipelined another request that we have read already. It is served and its response closes;
     * to close now would throw it away.
     */
    final boolean isFollowed(HttpChannel channel) {
        return channel.getHttpTransport() instanceof HttpConnection
                && hasMore((HttpConnection) channel.getHttpTransport());
    }
}
