package dev.lastcall.core.resource;

import dev.lastcall.core.time.Deadline;

/** Control over a port on which a server accepts connections. Having one arms the agent. */
public interface ListenerControl<T> extends Control<T> {

    int port(T listener);

    /**
     * Closes the listening socket without a reset for anyone who is connected or waits in the accept backlog. Connections
     * stay open and are served on. Called once, from a thread of the agent.
     */
    void stopAccepting(T listener, Deadline deadline) throws Exception;

    /** Connections open now, for the log. */
    int connections(T listener);

    /** Closes the connections that are left, none of which has a request in flight unless the drain was forced. */
    void closeConnections(T listener, Deadline deadline) throws Exception;
}
