package dev.lastcall.it.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.Await;
import dev.lastcall.harness.Outcome;
import dev.lastcall.harness.RawClient;
import dev.lastcall.harness.Request;
import dev.lastcall.harness.Response;
import dev.lastcall.harness.RunningApp;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** {@code limits.max-requests}: what is more is turned away at once, before the application sees it. */
public abstract class Limits {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int MOST = 3;
    private static final String LIMIT = "limits.max-requests=" + MOST;

    @EachCell
    void requestAboveTheLimitIsTurnedAwayAtOnceAndItsConnectionStaysUsable(Service.Cell cell) throws Exception {
        List<RawClient> busy = new ArrayList<>();
        try (RunningApp app = cell.app(LIMIT).start();
                RawClient client = RawClient.connect(app.port())) {
            for (int i = 0; i < MOST; i++) {
                busy.add(RawClient.connect(app.port()));
                busy.get(i).send(Request.get(i == 0 ? "/async?ms=6000" : "/slow?ms=6000"));
            }
            Await.until("as many as may be", SOON, () -> begun(app) == MOST);

            Response refused = client.get("/fast");
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.header("Retry-After")).isPresent();
            assertThat(refused.announcesClose()).isFalse();
            assertThat(client.exchange(Request.of("POST", "/upload").body(new byte[1000]))
                            .status())
                    .isEqualTo(429);
            client.sendRaw("GET /fast HTTP/1.1\r\nHost: x\r\n\r\nGET /fast HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.read().status()).isEqualTo(429);
            assertThat(client.read().status()).isEqualTo(429);
            assertThat(client.get("/health").status()).isEqualTo(200);
            assertThat(client.get("/live").status()).isEqualTo(200);
            try (RawClient old = RawClient.connect(app.port())) {
                assertThat(old.exchange(Request.get("/fast").http10()).status()).isEqualTo(429);
                assertThat(old.awaitEnd()).isEqualTo(Outcome.CLOSED);
            }
            try (RawClient expecting = RawClient.connect(app.port())) {
                expecting.sendRaw(
                        "POST /upload HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
                assertThat(expecting.read().status()).isEqualTo(429);
            }
            assertThat(app.stdout().text()).doesNotContain("began /fast", "began /upload");

            for (RawClient each : busy) {
                assertThat(each.read().status()).isEqualTo(200);
                each.close();
            }
            Await.until("room", SOON, () -> client.get("/fast").status() == 200);
            app.signal("TERM");
            assertThat(app.awaitExit(SOON).code()).isZero();
            assertThat(app.stderr().text()).contains("drained clean").doesNotContain("switched off");
        }
    }

    private static long begun(RunningApp app) {
        return app.stdout().soFar().stream()
                .filter(line -> line.equals("began /slow") || line.equals("began /async"))
                .count();
    }

    @EachCell
    void permitsComeBackWhateverBecomesOfTheRequests(Service.Cell cell) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try (RunningApp app = cell.app(LIMIT).start()) {
            int port = app.port();
            List<Future<Void>> crowd = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                crowd.add(threads.submit(requests(port)));
            }
            for (Future<Void> client : crowd) {
                client.get();
            }
            Await.until("all permits are back", SOON, () -> {
                int served = servedTogether(threads, port);
                assertThat(served).isLessThanOrEqualTo(MOST);
                return served == MOST;
            });
            app.signal("TERM");
            assertThat(app.awaitExit(SOON).code()).isZero();
            assertThat(app.stderr().text()).contains("drained clean").doesNotContain("switched off");
        } finally {
            threads.shutdownNow();
        }
    }

    /** Well-behaved ones, errors, and clients that go away in the middle, more of them than may be. */
    private static Callable<Void> requests(int port) {
        return () -> {
            for (int turn = 0; turn < 20; turn++) {
                try (RawClient client = RawClient.connect(port)) {
                    for (String path : new String[] {"/fast", "/async?ms=5", "/fast"}) {
                        assertThat(client.get(path).status()).as(path).isIn(200, 429);
                    }
                }
                assertThat(RawClient.once(port, Request.get("/error")).status()).isIn(500, 429);
                try (RawClient impatient = RawClient.connect(port)) {
                    impatient.send(Request.get("/async?ms=20"));
                    impatient.reset();
                }
                try (RawClient half = RawClient.connect(port)) {
                    half.sendRaw("POST /upload HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nhalf");
                    half.reset();
                }
            }
            return null;
        };
    }

    private static int servedTogether(ExecutorService threads, int port) throws Exception {
        List<Future<Integer>> together = new ArrayList<>();
        for (int i = 0; i < MOST + 2; i++) {
            together.add(threads.submit(() -> status(port)));
        }
        int served = 0;
        for (Future<Integer> status : together) {
            assertThat(status.get()).isIn(200, 429);
            served += status.get() == 200 ? 1 : 0;
        }
        return served;
    }

    private static int status(int port) throws IOException {
        return RawClient.once(port, Request.get("/slow?ms=1000")).status();
    }
}
