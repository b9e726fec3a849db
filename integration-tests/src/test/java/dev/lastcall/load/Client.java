package dev.lastcall.load;

import dev.lastcall.harness.RawClient;
import dev.lastcall.harness.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;

/**
 * Sends one request after the other without pause. In rotation it opens a new connection whenever it has none, or has had
 * enough of the old one. Out of rotation it opens none, and ends when its connection does.
 */
final class Client implements Runnable {
    private static final Duration BEFORE_RETRY = Duration.ofMillis(50);

    private final String name;
    private final int port;
    private final int requestsPerConnection;
    private final Balancer balancer;
    private final Tally tally;
    private final Errands errands;
    private final Random random;
    private int orders;
    private volatile String failure = "";
    private volatile long endNanos;

    /** @param requestsPerConnection how often it uses a connection on average; 1 for a new one every time */
    Client(String name, int port, int requestsPerConnection, Balancer balancer, Tally tally, Errands errands) {
        this.name = name;
        this.port = port;
        this.requestsPerConnection = requestsPerConnection;
        this.balancer = balancer;
        this.tally = tally;
        this.errands = errands;
        this.random = new Random(name.hashCode());
    }

    @Override
    public void run() {
        try {
            while (balancer.isInRotation()) {
                try (RawClient connection = RawClient.connect(port)) {
                    if (connection.isRefused()) {
                        tally.refused();
                        balancer.awaitOut(BEFORE_RETRY);
                    } else {
                        use(connection);
                    }
                }
            }
        } catch (IOException | InterruptedException | RuntimeException e) {
            failure = e.toString();
        } finally {
            endNanos = System.nanoTime();
        }
    }

    /** Why it ended before its time; empty if it did not. */
    String failure() {
        return failure;
    }

    boolean endedBefore(long nanos) {
        return endNanos - nanos < 0;
    }

    @Override
    public String toString() {
        return failure.isEmpty() ? name : name + " (" + failure + ")";
    }

    private void use(RawClient connection) throws IOException {
        int enough = 1 + random.nextInt(2 * requestsPerConnection - 1);
        for (int use = 1; ; use++) {
            Response response = tally.run(errands.next(random, name + "-" + orders++), connection, use);
            boolean gone = !response.isComplete() || response.announcesClose();
            if (gone || use >= enough && balancer.isInRotation()) {
                return;
            }
        }
    }
}
