package dev.lastcall.core.gate;

/** What a server must do with the requests that reach it. Read on every request, changed only by a drain. Thread-safe. */
public interface Gate {

    /** What to do with a request. */
    enum Verdict {
        /** Let the application serve it. */
        SERVE,
        /** It asks for readiness while the service drains: 503, {@code Retry-After}, {@link #UNREADY_BODY}. */
        UNREADY,
        /** It came too late: 503, {@code Retry-After}, {@code Connection: close}; the application never sees it. */
        REJECT
    }

    String UNREADY_BODY = "{\"status\":\"draining\",\"ready\":false}";
    String UNREADY_TYPE = "application/json";
    String RETRY_AFTER_SECONDS = "1";
    String OUTCOME_UNKNOWN_BODY = "outcome unknown";

    /** Whether responses must say {@code Connection: close}: true from the first moment of a drain on. */
    boolean isDraining();

    /**
     * Decides about a request that the ledger has counted already: counting first and asking second is what makes it
     * impossible for a request to be neither seen by the drain nor turned away.
     *
     * @param path the path within its context (context path taken off), without the query
     */
    Verdict admit(String method, String path);

    /** Whether some readiness path ends this path: only then is it worth taking the context path off. */
    boolean mayBeReadiness(String path);
}
