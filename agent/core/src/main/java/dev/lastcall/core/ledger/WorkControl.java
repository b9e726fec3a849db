package dev.lastcall.core.ledger;

/** What the agent can say of, and do with, one kind of work in flight. Thread-safe. */
public interface WorkControl<K> {

    /** How the work is named in the log: for a request its method and path, without the query. */
    String describe(K key);

    /** What a count of losses calls it, in the singular. */
    default String noun(K key) {
        return "request";
    }

    /**
     * The thread without which the work cannot go on, or null if there is none or nobody knows. Asked only where {@link
     * Ledger#runsOn} was not told of any, and only by a drain: may be slow.
     */
    default Thread runner(K key) {
        return null;
    }

    /** The local port that the work came in by, or -1 if nobody knows. Asked only by a drain. */
    default int port(K key) {
        return -1;
    }

    /** What {@link #silentNanos} says where the client is not waited for, or nobody knows. */
    long NOT_WAITING = -1;

    /**
     * For how long nothing has come from the client, in nanoseconds, where the server waits for more of the work's input:
     * it is not whole, none of it lies unread, and the handler wants it. {@link #NOT_WAITING} otherwise, and once the
     * response has begun; more than the drain's age where nothing has come since it began. Asked only by a drain.
     */
    default long silentNanos(K key) {
        return NOT_WAITING;
    }

    /**
     * Ends the input of the work's connection, so that a handler that waits for it sees what it would see of a client that
     * has gone, and lets go of what it holds. Only after {@link #answer}, when no more work can come by this connection.
     */
    default void endInput(K key) throws Exception {}

    /**
     * Answers a straggler through the server's own commit, so that a handler that answers at the same time cannot send a
     * second head: GET, HEAD and OPTIONS get 503 with {@code Retry-After}, any other method 503 with the body "outcome
     * unknown" and no {@code Retry-After}, both with {@code Connection: close}.
     *
     * @return whether this call sent the answer
     */
    boolean answer(K key) throws Exception;
}
