package dev.lastcall.load;

import dev.lastcall.harness.RawClient;
import dev.lastcall.harness.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Counts what all clients send and what becomes of it; its monitor makes the counts agree with one another. */
public final class Tally {
    /** What is done at the moment that {@link #whenBusy} waits for. */
    interface Moment {
        void come() throws IOException, InterruptedException;
    }

    private final Set<String> acknowledged = new HashSet<>();
    private final List<Loss> losses = new ArrayList<>();
    private int sent;
    private int inFlight;
    private int refused;
    private long lastResponseNanos;

    /**
     * Sends the errand and counts its outcome.
     *
     * @param use the number of requests on this connection, this one included
     * @return what came; anything but a complete response means that the connection is gone
     */
    public Response run(Errand errand, RawClient client, int use) throws IOException {
        long sentAt = System.nanoTime();
        client.send(errand.request());
        begin();
        Response response = client.read();
        end(errand, response, use, sentAt);
        return response;
    }

    synchronized void refused() {
        refused++;
    }

    /**
     * Waits until so many requests were sent in all and so many are in flight, then does it while the counts stand still.
     *
     * @return the requests in flight at that moment
     */
    synchronized int whenBusy(int leastSent, int leastInFlight, Duration atMost, Moment moment)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (sent < leastSent || inFlight < leastInFlight) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new IllegalStateException(
                        "After " + atMost + " only " + sent + " requests were sent and " + inFlight + " in flight; "
                                + leastSent + " and " + leastInFlight + " are needed before SIGTERM");
            }
            wait(left / 1_000_000 + 1);
        }
        moment.come();
        return inFlight;
    }

    public synchronized int sent() {
        return sent;
    }

    public synchronized int refusals() {
        return refused;
    }

    /** When the last whole response had been read, as of {@link System#nanoTime}. */
    public synchronized long lastResponseNanos() {
        return lastResponseNanos;
    }

    public synchronized List<Loss> losses() {
        return List.copyOf(losses);
    }

    /** The orders that were answered 201. */
    public synchronized Set<String> acknowledged() {
        return Set.copyOf(acknowledged);
    }

    private synchronized void begin() {
        sent++;
        inFlight++;
        notifyAll();
    }

    private synchronized void end(Errand errand, Response response, int use, long sentAt) {
        long now = System.nanoTime();
        inFlight--;
        if (response.isComplete()) {
            lastResponseNanos = now;
        }
        if (!errand.isAnsweredBy(response)) {
            losses.add(new Loss(errand.request(), response, use, sentAt, now));
        } else if (!errand.order().isEmpty()) {
            acknowledged.add(errand.order());
        }
    }
}
