package dev.lastcall.library.jetty9;

import dev.lastcall.core.Core;
import dev.lastcall.core.ledger.Ledger;
import dev.lastcall.library.jetty.Connectors;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.HttpConnection;

/** What of connectors and their connections is particular to Jetty 9 to 11. */
final class Jetty9Connectors extends Connectors {

    private final Ledger requests;

    Jetty9Connectors(Core core) {
        super(core);
        this.requests = core.requests();
    }

    @Override
    protected EndPoint decrypted(SslConnection connection) {
        return connection.getDecryptedEndPoint();
    }

    @Override
    protected boolean isExpected(EndPoint connection, boolean young) {
        return !isCounted(protocol(connection)) && (young || hasUnread(connection));
    }

    private boolean isCounted(Connection protocol) {
        return protocol instanceof HttpConnection
                && requests.find(((HttpConnection) protocol).getHttpChannel()) != null;
    }
}
