package dev.lastcall.hostile;

import dev.lastcall.harness.Outcome;
import dev.lastcall.harness.RawClient;
import dev.lastcall.harness.Request;
import dev.lastcall.harness.Response;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Well-behaved clients among the others: each sends one request after the other, obeys an announced close, and stops when it
 * is refused. Not one of their requests may be lost.
 */
final class Regulars {

    private static final int COUNT = 8;
    private static final int LONGEST_MILLIS = 300;

    private final int port;
    private final long seed;
    private final List<Thread> threads = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private final AtomicInteger answered = new AtomicInteger();
    private volatile boolean signalled;
    private volatile boolean enough;

    Regulars(int port, long seed) {
        this.port = port;
        this.seed = seed;
    }

    void come() {
        for (int i = 0; i < COUNT; i++) {
            Random random = new Random(seed * COUNT + i);
            Thread thread = new Thread(() -> visit(random), "regular-" + i);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    /** From now on they may be refused. */
    void signalled() {
        signalled = true;
    }

    /** Returns when the last of them has its last answer. */
    void go() throws InterruptedException {
        enough = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }

    int answered() {
        return answered.get();
    }

    List<String> complaints() {
        synchronized (complaints) {
            return List.copyOf(complaints);
        }
    }

    private void visit(Random random) {
        try {
            boolean welcome = true;
            while (welcome && !enough) {
                try (RawClient client = RawClient.connect(port)) {
                    welcome = !client.isRefused() && talk(client, random);
                    if (client.isRefused() && !signalled) {
                        complain("refused before the signal");
                    }
                }
            }
        } catch (IOException e) {
            complain(e.toString());
        }
    }

    /** @return whether it may connect again */
    private boolean talk(RawClient client, Random random) throws IOException {
        while (!enough) {
            Request request = any(random);
            Response response = client.exchange(request);
            boolean turnedAway = signalled
                    && response.isComplete()
                    && response.status() == 503
                    && response.header("Retry-After").isPresent();
            if (turnedAway) {
                return false;
            }
            if (response.outcome() != Outcome.COMPLETE || response.status() != 200) {
                complain(request + ": " + response + (signalled ? ", after the signal" : ""));
                return true;
            }
            answered.incrementAndGet();
            if (response.announcesClose()) {
                return true;
            }
        }
        return false;
    }

    private static Request any(Random random) {
        int ms = random.nextInt(LONGEST_MILLIS);
        return switch (random.nextInt(4)) {
            case 0 -> Request.get("/fast");
            case 1 -> Request.post("/slow?ms=" + ms);
            case 2 -> Request.get("/async?ms=" + ms);
            default -> Request.of("POST", "/upload").body(new byte[random.nextInt(30_000)]);
        };
    }

    private void complain(String complaint) {
        synchronized (complaints) {
            complaints.add(complaint);
        }
    }
}
