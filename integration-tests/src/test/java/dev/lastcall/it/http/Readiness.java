package dev.lastcall.it.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.RawClient;
import dev.lastcall.harness.Request;
import dev.lastcall.harness.Response;
import dev.lastcall.harness.RunningApp;
import java.time.Duration;

/** What probes are told, and everybody else. */
public abstract class Readiness {
    private static final Duration SOON = Duration.ofSeconds(30);

    @EachCell
    void readinessFailsAtOnceWhileEverythingElseIsServed(Service.Cell cell) throws Exception {
        try (RunningApp app = cell.service()
                .plain()
                .get()
                .jdk(cell.jdk())
                .agent("phases.lame-duck.quiet=2s", "phases.lame-duck.max=2s")
                .start()) {
            int port = app.port();
            assertThat(RawClient.once(port, Request.get("/health")).text()).contains("UP");
            app.signal("TERM");
            app.stderr().await(Service.done("unready"), SOON);

            Response ready = RawClient.once(port, Request.get("/health?full"));
            assertThat(ready.status()).isEqualTo(503);
            assertThat(ready.header("Retry-After")).isPresent();
            assertThat(ready.header("Content-Type")).contains("application/json");
            assertThat(ready.text()).isEqualTo("{\"status\":\"draining\",\"ready\":false}");
            assertThat(RawClient.once(port, Request.of("HEAD", "/health")).status())
                    .isEqualTo(503);
            assertThat(RawClient.once(port, Request.post("/health")).status()).isEqualTo(200);
            assertThat(RawClient.once(port, Request.get("/live")).text()).contains("alive");
            assertThat(RawClient.once(port, Request.get("/other/health")).status())
                    .isEqualTo(200);
            assertThat(RawClient.once(port, Request.get("/fast")).status()).isEqualTo(200);
            assertThat(app.awaitExit(SOON).code()).isZero();
        }
    }

    @EachCell
    void withoutASignalTheAgentChangesNothingInAnAnswer(Service.Cell cell) throws Exception {
        try (RunningApp with = cell.app().start();
                RunningApp without =
                        cell.service().plain().get().jdk(cell.jdk()).start()) {
            for (String path : new String[] {"/health", "/live", "/fast", "/stream?mb=1", "/nowhere"}) {
                assertThat(undated(RawClient.once(with.port(), Request.get(path))))
                        .isEqualTo(undated(RawClient.once(without.port(), Request.get(path))));
            }
        }
    }

    private static String undated(Response response) {
        return response.head().replaceAll("Date: .*\r\n", "") + response.bodyLength();
    }
}
