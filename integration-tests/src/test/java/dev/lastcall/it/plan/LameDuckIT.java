package dev.lastcall.it.plan;

import static dev.lastcall.it.Web.line;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.Await;
import dev.lastcall.harness.EachJdk;
import dev.lastcall.harness.Jdk;
import dev.lastcall.harness.Outcome;
import dev.lastcall.harness.RawClient;
import dev.lastcall.harness.Request;
import dev.lastcall.harness.Response;
import dev.lastcall.harness.RunningApp;
import dev.lastcall.it.Web;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Unready, and still serving. */
class LameDuckIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    @EachJdk
    void readinessFailsOnItsPathsForGetAndHeadAndEverythingElseIsServed(Jdk jdk) throws Exception {
        try (RunningApp app = Web.app()
                .plain()
                .agent(
                        "readiness.paths=/up,/mgmt/ready",
                        "phases.lame-duck.quiet=60s",
                        "phases.lame-duck.max=60s",
                        "triggers.second-signal-after=0s",
                        "grace-period=10m")
                .jdk(jdk)
                .start()) {
            int port = app.port();
            assertThat(RawClient.once(port, Request.get("/up")).status()).isEqualTo(200);
            app.signal("TERM");
            app.stderr().await(line("unready done"), SOON);
            Response unready = RawClient.once(port, Request.get("/up"));
            assertThat(unready.status()).isEqualTo(503);
            assertThat(unready.text()).isEqualTo("{\"status\":\"draining\",\"ready\":false}");
            assertThat(unready.header("Retry-After")).isPresent();
            assertThat(RawClient.once(port, Request.get("/mgmt/ready?full=1")).status())
                    .isEqualTo(503);
            assertThat(RawClient.once(port, Request.of("HEAD", "/up")).status()).isEqualTo(503);
            assertThat(RawClient.once(port, Request.post("/up")).status()).isEqualTo(200);
            for (String served : List.of("/live", "/health", "/up/more", "/hello")) {
                Response response = RawClient.once(port, Request.get(served));
                assertThat(response.text()).as(served).isEqualTo("hello");
                assertThat(response.announcesClose()).as(served).isTrue();
            }
            app.signal("TERM");
            assertThat(app.awaitExit(SOON).code()).isEqualTo(143);
        }
    }

    @EachJdk
    void endsAtItsMaximumAtTheLatest(Jdk jdk) throws Exception {
        lasts(jdk, "1 s", "phases.lame-duck.quiet=60s", "phases.lame-duck.max=1s", "grace-period=10m");
    }

    @EachJdk
    void takesNoMoreThanAQuarterOfTheGracePeriod(Jdk jdk) throws Exception {
        lasts(
                jdk,
                "2 s",
                "phases.lame-duck.quiet=60s",
                "phases.lame-duck.max=60s",
                "grace-period=8s",
                "exit.reserve=1s");
    }

    /** Requests come until the listener refuses them. */
    private static void lasts(Jdk jdk, String time, String... options) throws Exception {
        try (RunningApp app = Web.app().plain().agent(options).jdk(jdk).start()) {
            int port = app.port();
            app.signal("TERM");
            Await.until(
                    "the listener is closed",
                    SOON,
                    () -> RawClient.once(port, Request.get("/hello")).outcome() == Outcome.REFUSED);
            assertThat(app.awaitExit(SOON).code()).isZero();
            app.stderr()
                    .await(
                            Pattern.compile(
                                    "lame-duck done: requests still come \\(" + time.replace(" ", "\\.\\d ") + "\\)"),
                            SOON);
        }
    }

    @EachJdk
    void readinessFileIsThereWhileTheServiceIsReadyAndNoStaleOneIs(Jdk jdk) throws Exception {
        Path file = Files.writeString(directory.resolve("ready" + jdk.version()), "ready\n");
        Web web = Web.app()
                .first("while (new File(\"" + file
                        + "\").exists()) { Thread.yield(); } say(\"the stale one is gone\");");
        try (RunningApp app = web.plain()
                .agent(
                        "readiness.file=" + file,
                        "phases.lame-duck.quiet=60s",
                        "phases.lame-duck.max=60s",
                        "triggers.second-signal-after=0s",
                        "grace-period=10m")
                .jdk(jdk)
                .start()) {
            int port = app.port();
            assertThat(app.stdout().soFar()).contains("the stale one is gone");
            assertThat(file).exists();
            app.signal("TERM");
            Await.until("the file is removed", SOON, () -> Files.notExists(file));
            assertThat(RawClient.once(port, Request.get("/hello")).text()).isEqualTo("hello");
            app.signal("TERM");
            app.awaitExit(SOON);
        }
    }

    @EachJdk
    void listenerThatOpensDuringTheDrainDoesNotMakeTheServiceReadyAgain(Jdk jdk) throws Exception {
        Path file = directory.resolve("late" + jdk.version());
        Web web = Web.app().path("/more", "serve();");
        try (RunningApp app = web.plain()
                .agent(
                        "readiness.file=" + file,
                        "phases.lame-duck.quiet=60s",
                        "phases.lame-duck.max=60s",
                        "triggers.second-signal-after=0s",
                        "grace-period=10m")
                .jdk(jdk)
                .start()) {
            int port = app.port();
            app.signal("TERM");
            app.stderr().await(line("unready done"), SOON);
            assertThat(RawClient.once(port, Request.get("/more")).status()).isEqualTo(200);
            assertThat(file).doesNotExist();
            app.signal("TERM");
            app.awaitExit(SOON);
        }
    }

    @Test
    void whatIsNoReadinessFileOfOursIsLeftAsItIs() throws Exception {
        Path other = Files.writeString(directory.resolve("other"), "somebody's");
        Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("/dev/null"));
        for (Path path : List.of(other, link)) {
            try (RunningApp app = Web.app().agent("readiness.file=" + path).start()) {
                app.port();
                app.signal("TERM");
                assertThat(app.awaitExit(SOON).code()).isZero();
                assertThat(app.stderr().awaitEnd(SOON))
                        .filteredOn(line -> line.contains("readiness file"))
                        .singleElement()
                        .asString()
                        .endsWith(path + " was not written by Last Call, it is left as it is");
            }
        }
        assertThat(other).hasContent("somebody's");
        assertThat(link).isSymbolicLink();
    }
}
