package dev.lastcall.it.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.App;
import dev.lastcall.harness.RawClient;
import dev.lastcall.harness.Request;
import dev.lastcall.harness.Response;
import dev.lastcall.harness.RunningApp;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What probes are told, by the service {@code orders}. */
class ReadinessIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path database;

    @Test
    void readinessFailsAtOnceWhileEverythingElseIsServed() throws Exception {
        try (RunningApp app = App.orders(database)
                .agent("phases.lame-duck.quiet=1s", "phases.lame-duck.max=1s")
                .start()) {
            int port = app.port();
            assertThat(RawClient.once(port, Request.get("/health")).text()).contains("UP");
            app.signal("TERM");
            app.stderr().await(JettyApp.done("unready"), SOON);

            Response ready = RawClient.once(port, Request.get("/health?full"));
            assertThat(ready.status()).isEqualTo(503);
            assertThat(ready.header("Retry-After")).isPresent();
            assertThat(ready.header("Content-Type")).contains("application/json");
            assertThat(ready.text()).isEqualTo("{\"status\":\"draining\",\"ready\":false}");
            assertThat(RawClient.once(port, Request.of("HEAD", "/health")).status())
                    .isEqualTo(503);
            assertThat(RawClient.once(port, Request.get("/live")).text()).contains("alive");
            assertThat(RawClient.once(port, Request.get("/other/health")).status())
                    .isEqualTo(404);
            assertThat(RawClient.once(port, Request.get("/fast")).text()).startsWith("hello");
            assertThat(app.awaitExit(SOON).code()).isZero();
        }
    }

    @Test
    void withoutASignalTheAgentChangesNothingInAnAnswer() throws Exception {
        try (RunningApp with = App.orders(database.resolve("with")).agent().start();
                RunningApp without = App.orders(database.resolve("without")).start()) {
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
