package dev.lastcall.it.relocated;

import dev.lastcall.harness.Await;
import dev.lastcall.harness.RawClient;
import dev.lastcall.harness.Request;
import dev.lastcall.harness.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Clients that ask back to back, each on one connection, until an answer says that it is the last. */
final class KeptAlive implements AutoCloseable {
    private static final int CLIENTS = 8;

    private final AtomicInteger answered = new AtomicInteger();
    private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    private final List<Future<Response>> last = new ArrayList<>();

    KeptAlive(int port, String path) {
        for (int i = 0; i < CLIENTS; i++) {
            last.add(threads.submit(() -> ask(port, path)));
        }
    }

    /** So many more answers from now on: whatever was sent before they were asked for has long arrived. */
    void awaitMore(int answers) throws Exception {
        int before = answered.get();
        Await.until("load", Duration.ofSeconds(60), () -> answered.get() > before + answers);
    }

    /** What each client got last: a response that says close, or the one that did not come. */
    List<Response> last() throws Exception {
        List<Response> responses = new ArrayList<>();
        for (Future<Response> response : last) {
            responses.add(response.get());
        }
        return responses;
    }

    private Response ask(int port, String path) throws Exception {
        try (RawClient client = RawClient.connect(port)) {
            while (true) {
                Response response = client.exchange(Request.get(path));
                answered.incrementAndGet();
                if (!response.isComplete() || response.announcesClose()) {
                    return response;
                }
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
