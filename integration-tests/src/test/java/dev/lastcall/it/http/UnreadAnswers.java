package dev.lastcall.it.http;

import static dev.lastcall.it.http.Service.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.Await;
import dev.lastcall.harness.RawClient;
import dev.lastcall.harness.Request;
import dev.lastcall.harness.RunningApp;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Clients that do not wait for what the agent itself answers: their failure is nobody else's. */
public abstract class UnreadAnswers {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int VANISHING = 20;
    private static final int SLOW = 5;

    /** As the health check of a balancer does it, which has its answer as soon as it could connect. */
    @EachCell
    void clientsThatResetBeforeOurAnswerHarmNobody(Service.Cell cell) throws Exception {
        List<RawClient> slow = new ArrayList<>();
        List<RawClient> late = new ArrayList<>();
        try (RunningApp app = cell.service()
                .plain()
                .get()
                .jdk(cell.jdk())
                .cell(cell)
                .agent(
                        "phases.lame-duck.quiet=1500ms",
                        "phases.lame-duck.max=4s",
                        "phases.stop-accepting.late-requests=reject",
                        "limits.max-requests=" + SLOW)
                .start()) {
            int port = app.port();
            for (int i = 0; i <= VANISHING; i++) {
                RawClient client = RawClient.connect(port);
                late.add(client);
                assertThat(client.get("/fast").status()).isEqualTo(200);
            }
            for (int i = 0; i < SLOW; i++) {
                slow.add(RawClient.connect(port));
                slow.get(i).send(Request.get(i == 0 ? "/async?ms=5000" : "/slow?ms=5000"));
            }
            Await.until("all are in flight", SOON, () -> begun(app) == SLOW);
            app.signal("TERM");
            app.stderr().await(done("unready"), SOON);

            vanish(port, Request.get("/health").http10());
            vanish(port, Request.get("/health"));
            assertThat(halfClosing(port, Request.get("/health"))).isEqualTo(503);
            vanish(port, Request.get("/fast"));
            vanish(port, Request.of("POST", "/upload").body(new byte[1000]));
            assertThat(halfClosing(port, Request.get("/fast"))).isEqualTo(429);

            app.stderr().await(done("stop-accepting"), SOON);
            for (RawClient client : late.subList(0, VANISHING)) {
                client.send(Request.get("/fast"));
                client.reset();
            }
            assertThat(late.get(VANISHING).get("/fast").status()).isEqualTo(503);

            for (RawClient client : slow) {
                assertThat(client.read().status()).isEqualTo(200);
            }
            assertThat(app.awaitExit(SOON).code()).isZero();
            assertThat(app.stderr().text()).contains("nothing lost").doesNotContain("switched off");
        } finally {
            close(slow);
            close(late);
        }
    }

    /** Some are gone when their answer is written, and some vanish with it; those who wait for theirs get it. */
    @EachCell
    void stragglersThatVanishDoNotKeepOthersFromTheirAnswer(Service.Cell cell) throws Exception {
        List<RawClient> stragglers = new ArrayList<>();
        try (RunningApp app = cell.app(
                        "phases.lame-duck.enabled=false",
                        "phases.drain-requests.timeout=1s",
                        "phases.drain-tasks.timeout=1s")
                .start()) {
            for (int i = 0; i < 2 * VANISHING; i++) {
                RawClient client = RawClient.connect(app.port());
                stragglers.add(client);
                client.send(Request.get("/async?ms=60000"));
            }
            Await.until("all are in flight", SOON, () -> begun(app) == stragglers.size());
            app.signal("TERM");
            app.stderr().await(done("stop-accepting"), SOON);
            for (RawClient client : stragglers.subList(0, VANISHING)) {
                client.reset();
            }
            stragglers.get(VANISHING).halfClose();
            for (RawClient client : stragglers.subList(VANISHING + 1, stragglers.size())) {
                assertThat(client.read().status()).isEqualTo(503);
                client.reset();
            }
            assertThat(app.awaitExit(SOON).code()).isEqualTo(143);
            assertThat(app.stderr().text())
                    .containsPattern("drained FORCED .*requests answered 503")
                    .doesNotContain("switched off");
        } finally {
            close(stragglers);
        }
    }

    private static long begun(RunningApp app) {
        return app.stdout().soFar().stream()
                .filter(line -> line.equals("began /slow") || line.equals("began /async"))
                .count();
    }

    private static void vanish(int port, Request request) throws IOException {
        for (int i = 0; i < VANISHING; i++) {
            try (RawClient client = RawClient.connect(port)) {
                client.send(request);
                client.reset();
            }
        }
    }

    /** The status that a client gets which says at once that it will send nothing more. */
    private static int halfClosing(int port, Request request) throws IOException {
        try (RawClient client = RawClient.connect(port)) {
            client.send(request);
            client.halfClose();
            return client.read().status();
        }
    }

    private static void close(List<RawClient> clients) throws IOException {
        for (RawClient client : clients) {
            client.close();
        }
    }
}
