package dev.lastcall.core.ledger;

/** What the agent can say of, and do with, one kind of work in flight. Thread-safe. */
public interface WorkControl<K> {

    /** How the work is named in the log: for a request its method and path, without the query. */
    String describe(K key);

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

    /**
     * Answers a straggler through the server's own commit, so that a handler that answers at the same time cannot send a
     * second head: GET, HEAD and OPTIONS get 503 with {@code Retry-After}, any other method 503 with the body "outcome
     * unknown" and no {@code Retry-After}, both with {@code Connection: close}.
     *
     * @return whether this call sent the answer
     */
    boolean answer(K key) throws Exception;
}
