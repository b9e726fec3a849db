package dev.lastcall.rolling;

import dev.lastcall.harness.RawClient;
import dev.lastcall.harness.Request;
import dev.lastcall.harness.Response;
import dev.lastcall.load.Errand;
import dev.lastcall.load.Errands;
import dev.lastcall.load.Tally;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Clients of a balancer: each keeps its connection, and sends one request after the other, which nobody may repeat. None
 * sends any a second time.
 */
final class Customers {

    private static final int COUNT = 24;
    private static final int LONGEST_MILLIS = 20;

    private final int port;
    private final long seed;
    private final Tally tally = new Tally();
    private final List<Thread> threads = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();
    private volatile boolean enough;

    Customers(int port, long seed) {
        this.port = port;
        this.seed = seed;
    }

    Tally tally() {
        return tally;
    }

    void come() {
        for (int i = 0; i < COUNT; i++) {
            Random random = new Random(seed * COUNT + i);
            Thread thread = new Thread(() -> buy(random), "customer-" + i);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    /** Returns when the last one has had its answer. */
    void go() throws InterruptedException {
        enough = true;
        for (Thread thread : threads) {
            thread.join();
        }
        if (!failures.isEmpty()) {
            throw new IllegalStateException("a client ended before its time: " + failures.get(0), failures.get(0));
        }
    }

    private void buy(Random random) {
        Errands errands = (dice, id) -> order(dice);
        try {
            while (!enough) {
                try (RawClient connection = RawClient.connect(port)) {
                    if (connection.isRefused()) {
                        throw new IllegalStateException("the balancer is gone");
                    }
                    boolean goesOn = true;
                    for (int use = 1; goesOn && !enough; use++) {
                        Response response = tally.run(errands.next(random, ""), connection, use);
                        goesOn = response.isComplete() && !response.announcesClose();
                    }
                }
            }
        } catch (Exception e) {
            synchronized (failures) {
                failures.add(e);
            }
        }
    }

    private static Errand order(Random random) {
        String path = random.nextInt(4) == 0 ? "/fast" : "/slow?ms=" + random.nextInt(LONGEST_MILLIS);
        byte[] body = "one of these".getBytes(StandardCharsets.US_ASCII);
        return new Errand(Request.of("POST", path).body(body), "", 200, Errand.ANY);
    }
}
