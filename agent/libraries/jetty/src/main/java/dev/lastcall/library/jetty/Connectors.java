package dev.lastcall.library.jetty;

import dev.lastcall.core.Core;
import dev.lastcall.core.jdk.Backlog;
import dev.lastcall.core.jdk.Unread;
import dev.lastcall.core.resource.ListenerControl;
import dev.lastcall.core.resource.ThreadControl;
import dev.lastcall.core.time.Deadline;
import dev.lastcall.core.time.Fraction;
import dev.lastcall.weaver.Point;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.NetworkConnector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Control over the ports on which Jetty accepts, plain or TLS, and over the selectors of their connections. */
public abstract class Connectors implements ListenerControl<ServerConnector>, ThreadControl<ServerConnector> {

    private static final long GLANCE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Core core;
    private final Arrivals arrivals;
    private final Hangup hangup = new Hangup(this);
    private final Streams streams;
    private final ClosedUnder closed = new ClosedUnder();

    protected Connectors(Core core) {
        this.core = core;
        this.arrivals = new Arrivals(this, core.clock());
        this.streams = new Streams(this, core.requests());
    }

    /** The other side of a TLS connection, on which the application's bytes are. */
    protected abstract EndPoint decrypted(SslConnection connection);

    /**
     * Whether a request may be on its way on this connection that nobody has counted yet.
     *
     * @param young whether the connection has just been made, and may be in the middle of a handshake
     */
    protected abstract boolean isExpected(EndPoint connection, boolean young);

    protected static boolean hasUnread(EndPoint connection) {
        return connection.getTransport() instanceof SocketChannel
                && Unread.isOn((SocketChannel) connection.getTransport());
    }

    /** The connection's own protocol, TLS taken off. */
    protected final Connection protocol(EndPoint connection) {
        Connection protocol = connection.getConnection();
        return protocol instanceof SslConnection
                ? decrypted((SslConnection) protocol).getConnection()
                : protocol;
    }

    public final Point point(String call) {
        switch (call) {
            case "opens":
                return new Point() {
                    @Override
                    public Object reached(Object connector, Object none) {
                        Backlog.prepare(); // before the first client can come, who would wait for it
                        arrivals.opens();
                        core.openings().begin();
                        return null;
                    }
                };
            case "opened":
                return new Point() {
                    @Override
                    public Object reached(Object connector, Object none) {
                        listens((ServerConnector) connector);
                        core.openings().end();
                        return null;
                    }
                };
            case "starts":
                return new Point() {
                    @Override
                    public Object reached(Object connector, Object none) {
                        if (OtherConnector.isServed((AbstractConnector) connector)) {
                            core.unknownServers()
                                    .add(
                                            new OtherConnector((AbstractConnector) connector),
                                            connector.getClass().getName());
                        }
                        return null;
                    }
                };
            case "listens":
                return new Point() {
                    @Override
                    public Object reached(Object connector, Object none) {
                        listens((ServerConnector) connector);
                        if (((ServerConnector) connector).isOpen()) {
                            core.ready();
                        }
                        return null;
                    }
                };
            case "closes":
                return new Point() {
                    @Override
                    public Object reached(Object connector, Object none) {
                        core.resources().remove(connector); // by the application
                        return null;
                    }
                };
            case "accepts":
                return new Point() {
                    @Override
                    public Object reached(Object connector, Object none) {
                        closed.rest((ServerConnector) connector);
                        return null;
                    }
                };
            case "acceptFails":
                return new Point() {
                    @Override
                    public Object reached(Object connector, Object none) {
                        return closed.has((AbstractConnector) connector) ? LastCall.SKIP : null;
                    }
                };
            default:
                return null;
        }
    }

    /** The opening or the start of a connector is over, well or with an exception. */
    private void listens(ServerConnector connector) {
        if (connector.isOpen()) {
            core.resources().add(this, connector);
        }
    }

    @Override
    public String describe(ServerConnector connector) {
        String version = Server.getVersion();
        int qualifier = version.indexOf(".v2");
        String protocol = connector.getDefaultProtocol(); // none before some versions' start
        boolean tls = protocol != null && protocol.toUpperCase(Locale.ROOT).startsWith("SSL");
        return "Jetty " + (qualifier < 0 ? version : version.substring(0, qualifier)) + " on :" + port(connector)
                + (tls ? " (TLS)" : "");
    }

    /** Since version 10 a server opens all ports before it starts its applications, and accepts only after that. */
    @Override
    public boolean serves(ServerConnector connector) {
        return connector.isStarted();
    }

    @Override
    public int port(ServerConnector connector) {
        return connector.getLocalPort();
    }

    /** The port of any connector, or -1 if it has none. */
    public static int portOf(Connector connector) {
        return connector instanceof NetworkConnector ? ((NetworkConnector) connector).getLocalPort() : -1;
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
        boolean accepts = awaitStart(connector, deadline.within(Fraction.of(deadline.left(), 2)));
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
        if (!accepts) {
            throw new IllegalStateException(
                    "it has not started, so nobody was accepted, and who had connected was reset");
        }
    }

    /** Jetty tells others of the end of a start under its own locks, so it is looked at. */
    private static boolean awaitStart(ServerConnector connector, Deadline deadline) {
        while ((connector.isStopped() || connector.isStarting()) && !deadline.passed()) {
            LockSupport.parkNanos(connector, GLANCE_NANOS);
        }
        return connector.isRunning();
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

    @Override
    public int connections(ServerConnector connector) {
        return connector.getConnectedEndPoints().size();
    }

    @Override
    public void announceEnd(ServerConnector connector, Deadline deadline) {
        streams.announceEnd(connector.getConnectedEndPoints(), deadline);
    }

    @Override
    public List<String> openStreams(ServerConnector connector) {
        return streams.open(connector.getConnectedEndPoints(), port(connector));
    }

    @Override
    public void closeConnections(ServerConnector connector, Deadline deadline) {
        hangup.all(connector.getConnectedEndPoints(), deadline.within(Duration.ofMillis(100)));
    }

    /**
     * Jetty's selectors take no tasks that all versions know, so they are stopped. On a thread of its own, because Jetty
     * waits without end for selectors that an application may have blocked.
     */
    @Override
    public void park(final ServerConnector connector, final Runnable parked) {
        Thread thread = new Thread(
                new Runnable() {
                    @Override
                    public void run() {
                        try {
                            connector.getSelectorManager().stop();
                        } catch (Exception asBefore) {
                            return; // then the exit takes a little longer
                        }
                        parked.run();
                    }
                },
                "lastcall-selectors");
        thread.setDaemon(true);
        thread.start();
    }
}
