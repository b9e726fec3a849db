package dev.lastcall.load;

import dev.lastcall.harness.Request;
import dev.lastcall.harness.Response;
import java.time.Duration;

/**
 * A request that was sent and did not get the answer it should have had.
 *
 * @param connectionUse the number of requests on this connection, this one included
 */
public record Loss(Request request, Response response, int connectionUse, long sentAtNanos, long seenAtNanos) {
    public enum How {
        RESET("reset"),
        CUT("cut inside the response"),
        CLOSED("closed without an answer"),
        WRONG("answered 5xx"),
        SILENT("not answered in time");

        private final String words;

        How(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    public How how() {
        return switch (response.outcome()) {
            case COMPLETE -> How.WRONG;
            case RESET -> How.RESET;
            case CUT -> How.CUT;
            case CLOSED -> How.CLOSED;
            case TIMED_OUT -> How.SILENT;
            case REFUSED -> throw new IllegalStateException("a request that was never sent cannot be lost");
        };
    }

    public String describe(long signalNanos) {
        return "%s: %s, request %d of its connection, sent %+d ms and lost %+d ms from SIGTERM (%s)"
                .formatted(
                        how(),
                        request,
                        connectionUse,
                        Duration.ofNanos(sentAtNanos - signalNanos).toMillis(),
                        Duration.ofNanos(seenAtNanos - signalNanos).toMillis(),
                        response);
    }
}
