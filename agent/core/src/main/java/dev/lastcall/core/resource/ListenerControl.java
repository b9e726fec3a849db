package dev.lastcall.core.resource;

import dev.lastcall.core.time.Deadline;
import java.util.Collections;
import java.util.List;

/** Control over a port on which a server accepts connections. Having one arms the agent. */
public interface ListenerControl<T> extends Control<T> {

    int port(T listener);

    /** Whether the server behind it has started; if not yet, its line says so later by {@code Core.ready}. */
    default boolean serves(T listener) {
        return true;
    }

    /**
     * Closes the listening socket without a reset for anyone who is connected or waits in the accept backlog. Connections
     * stay open and are served on. Called once, from a thread of the agent.
     */
    void stopAccepting(T listener, Deadline deadline) throws Exception;

    /** Connections open now, for the log. */
    int connections(T listener);

    /**
     * Tells the clients of connections that carry several requests at a time that no further one is taken (HTTP/2: GOAWAY).
     * Whatever their clients believe to be taken stands in the ledger when this returns, unless the deadline has passed.
     * Called once, after the gate has begun to reject.
     */
    default void announceEnd(T listener, Deadline deadline) throws Exception {}

    /**
     * What is open on the connections beside requests, and has no end that could be waited for: a noun for each, such as
     * {@code WebSocket}.
     */
    default List<String> openStreams(T listener) {
        return Collections.emptyList();
    }

    /** Closes the connections that are left, none of which has a request in flight unless the drain was forced. */
    void closeConnections(T listener, Deadline deadline) throws Exception;
}
