package dev.lastcall.library.jetty12;

import dev.lastcall.core.ledger.Ledger;
import dev.lastcall.core.ledger.WorkControl;
import dev.lastcall.library.jetty.Connectors;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.internal.HttpConnection;

/**
 * Connections whose request is over while the next one, pipelined, has been read already. They stand in the ledger until
 * that one begins, or proves to be less than a request: a drain would otherwise find nothing in flight in between. Used
 * only during a drain.
 */
final class Pipelines implements WorkControl<HttpConnection> {

    private final Ledger ledger;

    Pipelines(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Whether the client has sent another request that we have read, at least in part. */
    static boolean isFollowed(HttpConnection connection) {
        return hasWholeRequest(connection.getParser()) && hasUnparsed(connection);
    }

    /** The thread that reads may let go of the buffer while we ask, for which Jetty's method is not made. */
    private static boolean hasUnparsed(HttpConnection connection) {
        try {
            return !connection.isRequestBufferEmpty();
        } catch (RuntimeException released) {
            return false;
        }
    }

    /** The parser stops after the head, or the last of the content, and notices only when asked again that it is the end. */
    private static boolean hasWholeRequest(HttpParser parser) {
        return parser.isComplete()
                || parser.isState(HttpParser.State.CONTENT_END)
                || parser.isState(HttpParser.State.CONTENT) && parser.getContentLength() <= parser.getContentRead();
    }

    /** To be called before the request that is over leaves the ledger. */
    void over(ConnectionMetaData transport) {
        if (transport instanceof HttpConnection) {
            HttpConnection connection = (HttpConnection) transport;
            if (isFollowed(connection)
                    && connection.getGenerator().isPersistent()
                    && connection.getEndPoint().isOpen()
                    && connection.getEndPoint().getConnection() == connection) { // it has not become a WebSocket
                ledger.begin(this, connection);
            }
        }
    }

    /** To be called after the next request has entered the ledger. */
    void begun(ConnectionMetaData transport) {
        if (transport instanceof HttpConnection) {
            ledger.end(transport);
        }
    }

    /** What was read is used up, or will never be. A thread that leaves while another goes on reading finds neither. */
    void idle(HttpConnection connection) {
        if (connection.isFillInterested()
                || connection.getParser().isClosed()
                || connection.getEndPoint().isOutputShutdown()
                || !connection.getEndPoint().isOpen()) {
            ledger.end(connection);
        }
    }

    @Override
    public String describe(HttpConnection connection) {
        return "pipelined request of " + connection.getRemoteSocketAddress();
    }

    @Override
    public int port(HttpConnection connection) {
        return Connectors.portOf(connection.getConnector());
    }

    @Override
    public boolean answer(HttpConnection connection) {
        return false;
    }
}
