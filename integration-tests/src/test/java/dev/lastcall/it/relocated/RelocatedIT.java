package dev.lastcall.it.relocated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.RawClient;
import dev.lastcall.harness.Request;
import dev.lastcall.harness.Response;
import dev.lastcall.harness.RunningApp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A server that was relocated into a fat jar is drained as the original, with no configuration. */
class RelocatedIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int SLOW = 4;

    @TempDir
    Path directory;

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.lastcall.it.relocated.FatJar#onEachJdk")
    void drainsLikeTheOriginal(FatJar jar) throws Exception {
        List<RawClient> slow = new ArrayList<>();
        try (RunningApp app =
                        jar.app().property("orders.db", directory.toString()).start();
                KeptAlive fast = new KeptAlive(app.port(), "/fast")) {
            int port = app.port();
            assertThat(RawClient.once(port, Request.get("/health")).status()).isEqualTo(200);
            fast.awaitMore(100);
            for (int i = 0; i < SLOW; i++) {
                RawClient client = RawClient.connect(port);
                client.send(Request.get(jar.slow() + 2500));
                slow.add(client);
            }
            fast.awaitMore(200);
            app.signal("TERM");
            app.stderr().await(Pattern.compile("unready done"), SOON);
            Response ready = RawClient.once(port, Request.get("/health"));
            assertThat(ready.status()).isEqualTo(503);
            assertThat(ready.header("Retry-After")).isPresent();

            for (Response response : fast.last()) {
                assertServed(response);
            }
            for (RawClient client : slow) {
                assertServed(client.read());
                client.close();
            }
            assertThat(app.awaitExit(SOON).code()).isZero();
            String inFlight = app.stderr()
                    .await(Pattern.compile("draining after SIGTERM: (\\d+) requests"), SOON)
                    .group(1);
            assertThat(Integer.parseInt(inFlight)).isGreaterThanOrEqualTo(SLOW);
            String said = app.stderr().text();
            assertThat(said)
                    .containsPattern("armed: " + Pattern.quote(jar.server()) + " on :" + port)
                    .contains("drained clean");
            assertThat(said).doesNotContain(" WARN ", "Exception", "executor of " + jar.prefix());
            if (jar.module().equals("orders")) {
                assertThat(said).contains("close-pools done: HikariCP orders");
            }
        }
    }

    private static void assertServed(Response response) {
        assertThat(response.isComplete()).as(response.toString()).isTrue();
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.announcesClose()).isTrue();
    }
}
