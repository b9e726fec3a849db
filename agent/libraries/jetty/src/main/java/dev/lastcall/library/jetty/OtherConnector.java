package dev.lastcall.library.jetty;

import dev.lastcall.core.resource.UnknownServers;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.ServerConnector;

/** A connector of Jetty's, or of somebody else's for Jetty, that this line cannot close: of a file, of another transport. */
final class OtherConnector implements UnknownServers.Listening {

    private final AbstractConnector connector;

    OtherConnector(AbstractConnector connector) {
        this.connector = connector;
    }

    /** Whether it is one that clients outside this JVM can reach. */
    static boolean isServed(AbstractConnector connector) {
        String name = connector.getClass().getName();
        return connector.isRunning()
                && !(connector instanceof ServerConnector)
                && !name.endsWith(".LocalConnector")
                && !name.endsWith(".MemoryConnector");
    }

    @Override
    public boolean isOpen() {
        return connector.isRunning();
    }

    @Override
    public int port() {
        return Connectors.portOf(connector);
    }

    @Override
    public String where() {
        int port = port();
        return port < 0 ? "" : ":" + port;
    }
}
