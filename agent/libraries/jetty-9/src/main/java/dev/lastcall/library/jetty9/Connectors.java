package dev.lastcall.library.jetty9;

import dev.lastcall.core.Core;
import dev.lastcall.core.jdk.Backlog;
import dev.lastcall.core.resource.ListenerControl;
import dev.lastcall.core.time.Deadline;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Control over the ports on which Jetty accepts, plain or TLS. */
final class Connectors implements ListenerControl<ServerConnector> {

    private final Core core;
    private final Arrivals arrivals;
    /** Those whose listening socket the agent has closed under them. */
    private final Set<Object> closed = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    private volatile boolean anyClosed;

    Connectors(Core core) {
        this.core = core;
        this.arrivals = new Arrivals(core);
    }

    /** The start of a connector is over, well or with an exception. */
    void listens(ServerConnector connector) {
        if (connector.isOpen() && connector.isRunning()) {
            Backlog.prepare();
            core.resources().add(this, connector);
        }
    }

    /** The application closes or stops the connector. */
    void closes(ServerConnector connector) {
        core.resources().remove(connector);
    }

    @Override
    public String describe(ServerConnector connector) {
        String version = Server.getVersion();
        int qualifier = version.indexOf(".v2");
        boolean tls = connector.getDefaultProtocol().toUpperCase(Locale.ROOT).startsWith("SSL");
        return "Jetty " + (qualifier < 0 ? version : version.substring(0, qualifier)) + " on :" + port(connector)
                + (tls ? " (TLS)" : "");
    }

    @Override
    public int port(ServerConnector connector) {
        return connector.getLocalPort();
    }

    /**
     * Jetty's acceptors go on until the backlog is empty. Only the socket is closed, not the connector: a closed connector
     * would forget its port, and a stopped one its connections.
     */
    @Override
    public void stopAccepting(final ServerConnector connector, Deadline deadline) throws Exception {
        final Object socket = connector.getTransport();
        if (!(socket instanceof ServerSocketChannel)) {
            return;
        }
        closed.add(connector);
        anyClosed = true; // after the addition: whoever reads true finds the connector in the set
        accept(connector, true); // an application may have told Jetty to let connections wait; they are ours to serve
        Backlog.emptyThenClose((ServerSocketChannel) socket, deadline, new Backlog.Closing() {
            @Override
            public void close() throws Exception {
                ((ServerSocketChannel) socket).close();
                if (connector.getAcceptors() == 0) {
                    accept(connector, false); // wakes the selector: the JDK closes a registered socket only then
                }
            }
        });
        arrivals.await(connector.getConnectedEndPoints(), deadline);
    }

    private static void accept(ServerConnector connector, boolean on) {
        try {
            if (connector.isAccepting() != on) {
                connector.setAccepting(on);
            }
        } catch (LinkageError jetty93) {
            return; // which has no such switch
        }
    }

    boolean hasClosed(AbstractConnector connector) {
        return anyClosed && closed.contains(connector) && !((ServerConnector) connector).isOpen();
    }

    /**
     * Before an acceptor accepts. Jetty expects a listener to close only when its connector stops; an acceptor that finds
     * it closed would ask again and again. So it rests until its connector stops, which interrupts it.
     */
    void rest(ServerConnector connector) {
        while (hasClosed(connector) && connector.isRunning()) {
            LockSupport.park(connector);
            Thread.interrupted(); // or park would no longer wait, if it was not the connector's stop
        }
    }

    @Override
    public int connections(ServerConnector connector) {
        return connector.getConnectedEndPoints().size();
    }

    @Override
    public void closeConnections(ServerConnector connector, Deadline deadline) {
        Hangup.all(connector.getConnectedEndPoints(), deadline.within(Duration.ofMillis(100)));
    }

    @Override
    public void retire(ServerConnector connector) throws Exception {
        connector.getSelectorManager().stop();
    }
}
