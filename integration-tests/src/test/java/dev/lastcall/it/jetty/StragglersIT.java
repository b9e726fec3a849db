package dev.lastcall.it.jetty;

import static dev.lastcall.it.jetty.JettyApp.began;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.Exit;
import dev.lastcall.harness.RawClient;
import dev.lastcall.harness.Request;
import dev.lastcall.harness.Response;
import dev.lastcall.harness.RunningApp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests that do not end in time are answered for their handlers, each in the way that a client may act on. */
class StragglersIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    @Test
    void stragglersGetAnAnswerThatSaysWhetherARetryIsSafe() throws Exception {
        try (RunningApp app = JettyApp.compile(
                                directory, "phases.drain-requests.timeout=1s", "phases.drain-tasks.timeout=1s")
                        .start();
                RawClient get = RawClient.connect(app.port());
                RawClient post = RawClient.connect(app.port());
                RawClient async = RawClient.connect(app.port())) {
            get.send(Request.get("/report?ms=60000&who=me"));
            post.send(Request.post("/order?ms=60000"));
            async.send(Request.get("/async?ms=60000"));
            app.stdout().await(began("/report"), SOON);
            app.stdout().await(began("/order"), SOON);
            app.stdout().await(began("/async"), SOON);
            app.signal("TERM");

            for (RawClient client : new RawClient[] {get, async}) {
                Response safe = client.read();
                assertThat(safe.isComplete()).as(safe.toString()).isTrue();
                assertThat(safe.status()).isEqualTo(503);
                assertThat(safe.header("Retry-After")).isPresent();
                assertThat(safe.announcesClose()).isTrue();
            }
            Response unknown = post.read();
            assertThat(unknown.status()).isEqualTo(503);
            assertThat(unknown.header("Retry-After")).isEmpty();
            assertThat(unknown.announcesClose()).isTrue();
            assertThat(unknown.text()).isEqualTo("outcome unknown");

            Exit exit = app.awaitExit(SOON);
            assertThat(exit.code()).isEqualTo(143);
            assertThat(exit.sinceSignal()).isLessThan(Duration.ofSeconds(10));
            app.stderr().await(Pattern.compile("GET /report"), SOON);
            app.stderr().await(Pattern.compile("JettyServer.rest"), SOON);
            assertThat(app.stderr().text()).doesNotContain("who=me");
        }
    }
}
