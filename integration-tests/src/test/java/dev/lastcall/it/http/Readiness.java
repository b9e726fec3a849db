package dev.lastcall.it.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.RawClient;
import dev.lastcall.harness.Request;
import dev.lastcall.harness.Response;
import dev.lastcall.harness.RunningApp;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What probes are told, and everybody else. */
public abstract class Readiness {
    private static final Duration SOON = Duration.ofSeconds(30);

    /** On its error pages Jetty names servlets, each with a hash that differs from run to run, in length too. */
    private static final Pattern HASH = Pattern.compile("-[0-9a-f]+(?=</td>)");

    /** Before all paths: empty, or the context path of the service. */
    protected String context() {
        return "";
    }

    /** What is asked with the agent and without it. */
    protected List<String> paths() {
        return List.of("/health", "/live", "/fast", "/stream?mb=1", "/nowhere");
    }

    /** Other ways to ask for the same. */
    protected List<String> spellings() {
        return Stream.of("/health/", "/health/?full", "/health;jsessionid=x", "/he%61lth", "/%68ealth;a=b?c=d")
                .map(path -> context() + path)
                .toList();
    }

    @EachCell
    void readinessFailsAtOnceWhileEverythingElseIsServed(Service.Cell cell) throws Exception {
        try (RunningApp app = cell.service()
                .plain()
                .get()
                .jdk(cell.jdk())
                .agent("phases.lame-duck.quiet=2s", "phases.lame-duck.max=2s")
                .start()) {
            int port = app.port();
            assertThat(get(port, "/health").text()).contains("UP");
            app.signal("TERM");
            app.stderr().await(Service.done("unready"), SOON);

            Response ready = get(port, "/health?full");
            assertThat(ready.status()).isEqualTo(503);
            assertThat(ready.header("Retry-After")).isPresent();
            assertThat(ready.header("Content-Type")).contains("application/json");
            assertThat(ready.text()).isEqualTo("{\"status\":\"draining\",\"ready\":false}");
            assertThat(RawClient.once(port, Request.of("HEAD", context() + "/health"))
                            .status())
                    .isEqualTo(503);
            assertThat(RawClient.once(port, Request.post(context() + "/health")).status())
                    .isEqualTo(200);
            for (String spelling : spellings()) {
                assertThat(RawClient.once(port, Request.get(spelling)).text())
                        .as(spelling)
                        .contains("draining");
            }
            assertThat(get(port, "/live").text()).contains("alive");
            assertThat(get(port, "/other/health").status()).isEqualTo(200);
            assertThat(get(port, "/fast").status()).isEqualTo(200);
            assertThat(app.awaitExit(SOON).code()).isZero();
        }
    }

    @EachCell
    void withoutASignalTheAgentChangesNothingInAnAnswer(Service.Cell cell) throws Exception {
        try (RunningApp with = cell.app().start();
                RunningApp without =
                        cell.service().plain().get().jdk(cell.jdk()).start()) {
            for (String path : paths()) {
                assertThat(undated(get(with.port(), path))).isEqualTo(undated(get(without.port(), path)));
            }
        }
    }

    private Response get(int port, String path) throws Exception {
        return RawClient.once(port, Request.get(context() + path));
    }

    /** All that came, but for the time and the hash, and the lengths that change with it. */
    private static String undated(Response response) {
        String head = response.head().replaceAll("Date: .*\r\n", "");
        Matcher hash = HASH.matcher(response.text());
        return hash.find()
                ? head.replaceAll("Content-Length: .*\r\n", "") + hash.replaceAll("")
                : head + response.bodyLength() + response.text();
    }
}
