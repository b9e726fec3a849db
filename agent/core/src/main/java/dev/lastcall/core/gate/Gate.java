package dev.lastcall.core.gate;

import dev.lastcall.core.ledger.Work;

/** What a server must do with the requests that reach it. Read on every request, changed only by a drain. Thread-safe. */
public interface Gate {

    /** What to do with a request. */
    enum Verdict {
        /** Let the application serve it. */
        SERVE,
        /** It asks for readiness while the service drains: 503, {@code Retry-After}, {@link #UNREADY_BODY}. */
        UNREADY,
        /** It came too late: 503, {@code Retry-After}, {@code Connection: close}; the application never sees it. */
        REJECT,
        /** As many as may be are being served: 429, {@code Retry-After}; the application never sees it. */
        TOO_MANY
    }

    String UNREADY_BODY = "{\"status\":\"draining\",\"ready\":false}";
    String UNREADY_TYPE = "application/json";
    String RETRY_AFTER_SECONDS = "1";
    String OUTCOME_UNKNOWN_BODY = "outcome unknown";

    /** Runs this just before the gate is no longer open, or at once if that is past. It must not wait for anything. */
    void beforeItCloses(Runnable told);

    /** Whether responses must say {@code Connection: close}: true from the first moment of a drain on. */
    boolean isDraining();

    /** Whether requests need not ask: true while nothing drains and the number of requests has no limit. */
    boolean isOpen();

    /**
     * Decides about a request that the ledger has counted already: counting first and asking second is what makes it
     * impossible for a request to be neither seen by the drain nor turned away.
     *
     * @param request its entry in the ledger; null if it has ended meanwhile, because its connection broke
     * @param path the path as the server itself reads it: decoded, without parameters and query, within its context (context
     *     path taken off)
     * @param port the local port that it came in by, or -1 if nobody knows
     */
    Verdict admit(Work request, String method, String path, int port);

    /** Whether this path is that of a probe once its context path is taken off: only then is that worth the trouble. */
    boolean mayBeProbeOfContext(String path);
}
