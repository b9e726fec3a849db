package dev.lastcall.library.jetty;

import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.ServerConnector;

/**
 * The connectors whose listening socket the agent has closed under them. Jetty expects a listener to close only when its
 * connector stops. Thread-safe.
 */
final class ClosedUnder {

    private final Set<Object> connectors =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<Object, Boolean>()));

    /** So that acceptors take no lock before a drain. */
    private volatile boolean any;

    void add(ServerConnector connector) {
        connectors.add(connector);
        any = true; // after the addition: whoever reads true finds the connector in the set
    }

    /** Whether the agent has closed this connector's socket, so that a failure to accept is not worth a word. */
    boolean has(AbstractConnector connector) {
        return any && connectors.contains(connector) && !((ServerConnector) connector).isOpen();
    }

    /**
     * Before an acceptor accepts. One that finds its listener closed would ask again and again; so it rests until its
     * connector stops, which interrupts it.
     */
    void rest(ServerConnector connector) {
        while (has(connector) && connector.isRunning()) {
            LockSupport.park(connector);
            Thread.interrupted(); // or park would no longer wait, if it was not the connector's stop
        }
    }
}
