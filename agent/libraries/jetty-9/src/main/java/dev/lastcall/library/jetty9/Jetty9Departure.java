package dev.lastcall.library.jetty9;

import dev.lastcall.core.Core;
import dev.lastcall.library.jetty.channel.Departure;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.server.HttpChannel;
import org.eclipse.jetty.server.HttpConnection;
import org.eclipse.jetty.server.HttpTransport;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.slf4j.Logger;

/** How Jetty 9.3 to 11 say {@code Connection: close}. */
final class Jetty9Departure extends Departure {

    Jetty9Departure(Core core) {
        super(core);
    }

    @Override
    protected Jetty9Answer newAnswer(Logger log) {
        return new Jetty9Answer(log, this);
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
            close(channel.getRequest());
        }
    }

    /** Jetty's own way: its generator adds the header and shuts the output down after the last byte. */
    @Override
    protected void close(Request request) {
        HttpTransport transport = request.getHttpChannel().getHttpTransport();
        if (transport instanceof HttpConnection) {
            ((HttpConnection) transport).getGenerator().setPersistent(false);
        }
    }

    @Override
    protected boolean hasMore(HttpConnection connection) {
        return connection.getParser().isComplete() && !connection.isRequestBufferEmpty();
    }

    @Override
    protected boolean waitsForInput(HttpConnection connection) {
        return connection.isFillInterested();
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
