package dev.lastcall.library.jetty12;

import dev.lastcall.core.Core;
import dev.lastcall.core.ledger.Ledger;
import dev.lastcall.library.jetty.Connectors;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.internal.HttpConnection;

/** What of connectors and their connections is particular to Jetty 12. */
final class Jetty12Connectors extends Connectors {

    private final Ledger requests;

    Jetty12Connectors(Core core) {
        super(core);
        this.requests = core.requests();
    }

    @Override
    protected EndPoint decrypted(SslConnection connection) {
        return connection.getSslEndPoint();
    }

    /** Its request may lie in the socket unread, or a thread may have read it and not come to count it yet. */
    @Override
    protected boolean isExpected(EndPoint connection, boolean young) {
        Connection protocol = protocol(connection);
        if (!(protocol instanceof HttpConnection)) {
            return young;
        }
        HttpConnection http = (HttpConnection) protocol;
        return !isCounted(http) && (young || hasUnread(connection) || isBeingRead(http));
    }

    private boolean isCounted(HttpConnection connection) {
        return requests.find(connection.getHttpChannel()) != null;
    }

    /** Neither waiting for input nor on its way out: some thread has its bytes, and has not made a request of them yet. */
    private static boolean isBeingRead(HttpConnection connection) {
        return !connection.isFillInterested()
                && !connection.getEndPoint().isOutputShutdown()
                && connection.getEndPoint().isOpen();
    }
}
