package dev.lastcall.it.safety;

import static dev.lastcall.it.Web.startWaiting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.App;
import dev.lastcall.harness.EachJdk;
import dev.lastcall.harness.Jdk;
import dev.lastcall.harness.RawClient;
import dev.lastcall.harness.RunningApp;
import dev.lastcall.it.Web;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;

/** Stderr is a pipe that nobody reads, and full before the JVM starts. */
class FullStderrIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    /** What a pipe of Linux holds. */
    private static final int FULL = 65_536;

    @TempDir
    Path directory;

    @EachJdk
    void warningsOfTheStartHoldNothingUpAndADrainLosesNothing(Jdk jdk) throws Exception {
        App web = Web.app().agent("grace-perriod=1h", "grace-period=much").agent();
        try (RunningApp app = withFullStderr(web, jdk).start();
                RawClient waiting = RawClient.connect(app.port());
                RawClient other = RawClient.connect(app.port())) {
            startWaiting(app, waiting);
            app.signal("TERM");
            assertThat(other.get("/release").status()).isEqualTo(200);
            assertThat(waiting.read().text()).isEqualTo("released");
            assertThat(app.awaitExit(SOON).code()).isZero();
        }
    }

    @EachJdk
    void watchdogHaltsAllTheSame(Jdk jdk) throws Exception {
        Web web = Web.app().first("onExit(() -> Thread.sleep(600_000));");
        try (RunningApp app = withFullStderr(web.agent("grace-period=3s", "exit.reserve=1s"), jdk)
                .start()) {
            app.port();
            app.signal("TERM");
            assertThat(app.awaitExit(SOON).code()).isEqualTo(143);
        }
    }

    private App withFullStderr(App app, Jdk jdk) throws Exception {
        Path pipe = directory.resolve("stderr" + jdk.version());
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        String fill = "exec 2<>'" + pipe + "'; head -c " + FULL + " /dev/zero >&2; exec \"$@\"";
        return app.jdk(jdk).under("sh", "-c", fill, "sh");
    }
}
