package dev.lastcall.it.jetty;

import static dev.lastcall.it.jetty.JettyApp.began;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.Outcome;
import dev.lastcall.harness.RawClient;
import dev.lastcall.harness.Request;
import dev.lastcall.harness.Response;
import dev.lastcall.harness.RunningApp;
import dev.lastcall.matrix.Cell;
import dev.lastcall.matrix.Matrix;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The line is compiled against Jetty 9.4 and works, as it is, with all versions from 9.3 to 11. */
class VersionsIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    static List<Cell> cells() {
        return Matrix.cells("jetty-9");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cells")
    void drainsAndAnswersStragglers(Cell cell) throws Exception {
        String version = cell.version().version();
        try (RunningApp app = JettyApp.compile(
                                directory,
                                cell.version().jars(),
                                version.startsWith("11."),
                                "phases.drain-requests.timeout=1500ms")
                        .jdk(cell.jdk())
                        .cell(cell)
                        .start();
                RawClient slow = RawClient.connect(app.port());
                RawClient async = RawClient.connect(app.port());
                RawClient straggler = RawClient.connect(app.port());
                RawClient idle = RawClient.connect(app.port())) {
            assertThat(idle.get("/ready").status()).isEqualTo(200);
            slow.send(Request.get("/slow?ms=1200").http10().keepAlive());
            async.send(Request.get("/async?ms=1200"));
            straggler.send(Request.post("/order?ms=60000"));
            for (String path : new String[] {"/slow", "/async", "/order"}) {
                app.stdout().await(began(path), SOON);
            }
            app.signal("TERM");
            app.stderr().await(JettyApp.done("unready"), SOON);
            Response ready = idle.get("/ready");
            assertThat(ready.status()).isEqualTo(503);
            assertThat(ready.announcesClose()).isTrue();
            assertThat(idle.awaitEnd()).isEqualTo(Outcome.CLOSED);

            for (RawClient client : new RawClient[] {slow, async}) {
                Response response = client.read();
                assertThat(response.isComplete()).as(response.toString()).isTrue();
                assertThat(response.status()).isEqualTo(200);
                assertThat(response.header("Connection")).contains("close");
            }
            Response unknown = straggler.read();
            assertThat(unknown.status()).isEqualTo(503);
            assertThat(unknown.text()).isEqualTo("outcome unknown");
            assertThat(app.awaitExit(SOON).code()).isEqualTo(143);
            app.stderr().await(Pattern.compile("armed: Jetty " + Pattern.quote(version)), SOON);
            assertThat(app.stderr().text()).doesNotContain("switched off");
        }
    }
}
