package dev.lastcall.load;

import dev.lastcall.harness.RawClient;
import dev.lastcall.harness.Request;
import dev.lastcall.harness.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Plays the load balancer: asks {@code /health} every 500 ms and takes the service out of rotation at the first answer that
 * is not 200. Until then clients connect and send as they like, whatever happens to them.
 */
public final class Balancer implements Runnable {
    private static final Duration INTERVAL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final int port;
    private final CountDownLatch out = new CountDownLatch(1);
    private volatile String reason = "";
    private volatile long outNanos;

    Balancer(int port) {
        this.port = port;
    }

    @Override
    public void run() {
        try {
            while (!awaitOut(INTERVAL)) {
                Response response = ask();
                if (response.status() != 200 || !response.isComplete()) {
                    takeOut(response.isComplete() ? Integer.toString(response.status()) : "" + response.outcome());
                }
            }
        } catch (IOException e) {
            takeOut(e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean isInRotation() {
        return out.getCount() > 0;
    }

    /** Waits for the service to be taken out of rotation; returns whether it was within that time. */
    boolean awaitOut(Duration atMost) throws InterruptedException {
        return out.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** The answer that ended the rotation: a status, or what happened instead of one. */
    public String reason() {
        return reason;
    }

    long outNanos() {
        return outNanos;
    }

    private Response ask() throws IOException {
        try (RawClient client = RawClient.connect(port)) {
            client.patience(PATIENCE);
            return client.exchange(Request.get("/health").close());
        }
    }

    /** Ends the rotation, once. */
    void takeOut(String why) {
        reason = why;
        outNanos = System.nanoTime();
        out.countDown();
    }
}
