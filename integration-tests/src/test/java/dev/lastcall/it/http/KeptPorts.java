package dev.lastcall.it.http;

import static dev.lastcall.it.http.Service.began;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.Outcome;
import dev.lastcall.harness.RawClient;
import dev.lastcall.harness.Request;
import dev.lastcall.harness.Response;
import dev.lastcall.harness.RunningApp;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** A port that is kept: it is served until the process ends, and holds nothing up. */
public abstract class KeptPorts {
    private static final Duration SOON = Duration.ofSeconds(30);

    @EachCell
    void keptPortIsServedUntilTheProcessEnds(Service.Cell cell) throws Exception {
        int kept = freePort();
        try (RunningApp app = start(cell, kept);
                RawClient slow = RawClient.connect(app.port())) {
            assertThat(RawClient.once(kept, Request.get("/health")).status()).isEqualTo(200);
            slow.send(Request.get("/slow?ms=4000"));
            app.stdout().await(began("/slow"), SOON);
            app.signal("TERM");
            app.stderr().await(Service.done("unready"), SOON);
            assertThat(RawClient.once(kept, Request.get("/health")).status()).isEqualTo(503);
            while (!app.stderr().text().contains("stop-accepting done")) {
                assertThat(RawClient.once(kept, Request.post("/fast")).status()).isEqualTo(200);
            }
            KeepAlive.awaitRefusal(app.port());
            assertThat(RawClient.once(kept, Request.get("/health")).status()).isEqualTo(503);
            assertThat(RawClient.once(kept, Request.get("/live")).status()).isEqualTo(200);
            assertThat(RawClient.once(kept, Request.post("/fast")).status()).isEqualTo(200);
            assertThat(slow.read().status()).isEqualTo(200);
            askUntilRefused(kept);
            app.stderr().await(Pattern.compile("drained clean"), SOON);
            assertThat(app.awaitExit(SOON).code()).isZero();
            // Those who asked here without pause were no traffic to wait for.
            app.stderr().await(Pattern.compile("lame-duck done: no new request"), SOON);
            assertThat(app.stderr().text()).doesNotContain("switched off", "Exception");
        }
    }

    /** One that connects in the very moment of the close may be lost, as with all listeners; see {@link Listeners}. */
    private static void askUntilRefused(int kept) throws IOException {
        int lost = 0;
        Response live = RawClient.once(kept, Request.get("/live"));
        while (live.outcome() != Outcome.REFUSED) {
            lost += live.isComplete() ? 0 : 1;
            live = RawClient.once(kept, Request.get("/live"));
        }
        assertThat(lost).isLessThanOrEqualTo(1);
    }

    @EachCell
    void requestOnAKeptPortIsNotWaitedFor(Service.Cell cell) throws Exception {
        int kept = freePort();
        try (RunningApp app = start(cell, kept);
                RawClient endless = RawClient.connect(kept)) {
            endless.send(Request.get("/slow?ms=60000"));
            app.stdout().await(began("/slow"), SOON);
            app.signal("TERM");
            assertThat(app.awaitExit(SOON).code()).isZero();
            app.stderr().await(Pattern.compile("draining after SIGTERM: 0 requests"), SOON);
            app.stderr().await(Pattern.compile("drained clean"), SOON);
            assertThat(endless.awaitEnd()).isEqualTo(Outcome.CLOSED);
        }
    }

    @EachCell
    void requestThatIsInFlightOnAKeptPortAtTheEndIsAnsweredWhole(Service.Cell cell) throws Exception {
        int kept = freePort();
        try (RunningApp app = start(cell, kept);
                RawClient client = RawClient.connect(kept)) {
            assertThat(client.get("/fast").status()).isEqualTo(200); // so that the next one is read at once
            client.sendRaw("POST /upload HTTP/1.1\r\nHost: x\r\nContent-Length: 8\r\n\r\nhalf");
            app.signal("TERM");
            app.stderr().await(Pattern.compile("drained clean"), SOON);
            client.sendRaw("rest");
            Response response = client.read();
            assertThat(response.isComplete()).as(response.toString()).isTrue();
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.text()).contains("8");
            assertThat(app.awaitExit(SOON).code()).isZero();
        }
    }

    private static RunningApp start(Service.Cell cell, int kept, String... options) throws Exception {
        RunningApp app = cell.app(options)
                .property("lastcall.readiness.keep-ports", Integer.toString(kept))
                .property("lastcall.phases.lame-duck.max", "6s") // it ends when it is quiet, not when its time is up
                .argument(Integer.toString(kept))
                .start();
        app.port();
        app.stdout().await(Pattern.compile("also on " + kept), SOON);
        return app;
    }

    /** Free a moment ago, and none of those that the system gives to clients. */
    private static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 30_000);
            try (ServerSocket free = new ServerSocket(port)) {
                return free.getLocalPort();
            } catch (IOException taken) {
                continue;
            }
        }
    }
}
