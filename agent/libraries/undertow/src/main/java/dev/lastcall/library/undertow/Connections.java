package dev.lastcall.library.undertow;

import dev.lastcall.core.Core;
import dev.lastcall.core.ledger.WorkControl;
import dev.lastcall.core.time.Deadline;
import io.undertow.server.ServerConnection;
import io.undertow.server.protocol.http.HttpServerConnection;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The HTTP/1 connections that are open. Undertow itself knows them only from 2.0 on, and keeps it to itself. Costs a lock
 * when a connection opens or closes, nothing on a request. Weak, for what became of an upgraded one is not heard of.
 */
final class Connections implements ServerConnection.CloseListener, WorkControl<HttpServerConnection> {

    /** Longer than a handshake and a request take to arrive from far away; a client that says nothing costs this once. */
    private static final Duration YOUNG = Duration.ofMillis(100);

    /** Accepted, and on its way from the accepting thread to its own. */
    private static final Duration ON_THE_WAY_IN = Duration.ofMillis(10);

    private static final Duration AT_MOST = Duration.ofMillis(500);
    private static final long GLANCE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    /** Those of them, and others, that speak something else by now. */
    final Upgrades upgrades = new Upgrades();

    private final Core core;
    /** When each was opened, or null once it has sent a request during the drain. */
    private final Map<ServerConnection, Long> open = new WeakHashMap<ServerConnection, Long>();

    Connections(Core core) {
        this.core = core;
    }

    static Connections none(Core core) {
        return new Connections(core);
    }

    void opened(HttpServerConnection connection) {
        synchronized (open) {
            open.put(connection, core.clock().nanos());
        }
        connection.addCloseListener(this);
    }

    @Override
    public void closed(ServerConnection connection) {
        synchronized (open) {
            open.remove(connection);
        }
        if (core.gate().isDraining()) {
            core.requests().end(connection);
            core.bell().ring();
        }
    }

    /** A request has come on this connection during the drain, and has been counted. */
    void heardFrom(ServerConnection connection) {
        synchronized (open) {
            if (open.containsKey(connection)) {
                open.put(connection, null);
            }
        }
        core.requests().end(connection);
    }

    /**
     * Between two pipelined requests, or before the last of their responses is out, a drain would find nothing in flight.
     * If the connection has closed, nothing comes any more: {@link #closed} removes it and then ends this, which begins and
     * then looks whether it is there; so whichever comes last ends it.
     */
    void expect(HttpServerConnection connection) {
        core.requests().begin(this, connection);
        synchronized (open) {
            if (open.containsKey(connection)) {
                return;
            }
        }
        core.requests().end(connection);
    }

    void expectNothing(HttpServerConnection connection) {
        core.requests().end(connection);
    }

    @Override
    public String describe(HttpServerConnection connection) {
        return "pipelined requests";
    }

    @Override
    public int port(HttpServerConnection connection) {
        return port((ServerConnection) connection);
    }

    /** The local port, or -1 if there is none. */
    static int port(ServerConnection connection) {
        InetSocketAddress local = connection.getLocalAddress(InetSocketAddress.class);
        return local == null ? -1 : local.getPort();
    }

    @Override
    public boolean answer(HttpServerConnection connection) {
        return false;
    }

    int count(int port) {
        return at(port).size();
    }

    private List<HttpServerConnection> at(int port) {
        List<HttpServerConnection> found = new ArrayList<HttpServerConnection>();
        synchronized (open) {
            for (ServerConnection connection : open.keySet()) {
                if (connection.isOpen() && port(connection) == port) {
                    found.add((HttpServerConnection) connection);
                }
            }
        }
        return found;
    }

    /**
     * Connections accepted just before the listener closed: their first request is on its way, and a drain that looked now
     * would find nothing in flight and end. Waits until each has sent one or has had its time. No event tells of time that
     * passes; it is a few milliseconds, once.
     */
    void awaitArrivals(int port, Deadline deadline) {
        Deadline latest = deadline.within(AT_MOST);
        Deadline earliest = Deadline.in(core.clock(), ON_THE_WAY_IN);
        while (!latest.passed() && (!earliest.passed() || isExpecting(port))) {
            LockSupport.parkNanos(this, GLANCE_NANOS);
        }
    }

    private boolean isExpecting(int port) {
        long now = core.clock().nanos();
        for (HttpServerConnection connection : at(port)) {
            Long opened;
            synchronized (open) {
                opened = open.get(connection);
            }
            if (opened != null && now - opened < YOUNG.toNanos()) {
                return true;
            }
        }
        return false;
    }

    /** Ends them in good order; see {@link Hangup}. */
    void close(final int port, Deadline deadline) {
        for (HttpServerConnection connection : at(port)) {
            Hangup.begin(connection);
        }
        upgrades.close(port);
        core.bell().await(deadline, new java.util.function.BooleanSupplier() {
            @Override
            public boolean getAsBoolean() {
                return at(port).isEmpty() && upgrades.isEmpty(port);
            }
        });
    }
}
