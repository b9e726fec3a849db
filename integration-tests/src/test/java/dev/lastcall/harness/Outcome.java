package dev.lastcall.harness;

/** What became of one request, as seen on its connection. */
public enum Outcome {
    /** The whole response came. */
    COMPLETE,
    /** The connection was reset before the first byte of the response. */
    RESET,
    /** The response began and did not end: the connection was closed or reset inside it. */
    CUT,
    /** The server closed the connection in good order without a byte of the response. */
    CLOSED,
    /** There was no connection, so nothing was sent: safe to retry, not a loss. */
    REFUSED,
    /** Nothing, or nothing more, came for as long as the client was willing to wait. */
    TIMED_OUT
}
