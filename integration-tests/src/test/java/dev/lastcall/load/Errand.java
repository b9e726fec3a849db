package dev.lastcall.load;

import dev.lastcall.harness.Request;
import dev.lastcall.harness.Response;

/**
 * One thing that a client wants from the service, and what it takes for an answer.
 *
 * @param order the id of the order to be placed, empty if it is none
 * @param length of the answer's body in bytes, or {@link #ANY}
 */
public record Errand(Request request, String order, int status, long length) {
    public static final long ANY = -1;

    /** What is read, and answered 200. */
    public static Errand get(String target, long length) {
        return new Errand(Request.get(target), "", 200, length);
    }

    boolean isAnsweredBy(Response response) {
        return response.isComplete()
                && response.status() == status
                && (length == ANY || length == response.bodyLength());
    }
}
