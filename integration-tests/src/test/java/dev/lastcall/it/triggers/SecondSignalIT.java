package dev.lastcall.it.triggers;

import static dev.lastcall.it.Web.line;
import static dev.lastcall.it.Web.startWaiting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.EachJdk;
import dev.lastcall.harness.Jdk;
import dev.lastcall.harness.RawClient;
import dev.lastcall.harness.RunningApp;
import dev.lastcall.it.Web;
import java.time.Duration;
import java.util.List;

/** A second signal while the drain runs. */
class SecondSignalIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    @EachJdk
    void secondSignalCutsNamesTheStragglersAndLeavesHooksTheirTime(Jdk jdk) throws Exception {
        Web web = Web.app().first("onExit(() -> { Thread.sleep(500); say(\"hook ends\"); });");
        try (RunningApp app = web.agent("grace-period=10m", "triggers.second-signal-after=0s")
                        .jdk(jdk)
                        .start();
                RawClient waiting = RawClient.connect(app.port())) {
            startWaiting(app, waiting);
            app.signal("TERM");
            app.stderr().await(line("drain-requests: 1 request in flight"), SOON);
            app.signal("TERM");
            assertThat(waiting.read().status()).isEqualTo(503);
            assertThat(app.awaitExit(SOON).code()).isEqualTo(143);
            assertThat(app.stdout().awaitEnd(SOON)).contains("hook ends");
            List<String> said = app.stderr().awaitEnd(SOON);
            assertThat(said)
                    .anyMatch(line -> line.contains("forced: the phases end now, shutdown hooks have 5.0 s"))
                    .anyMatch(line -> line.contains("straggler: GET /wait"))
                    .anyMatch(line -> line.matches("\tat (app//)?Main\\..*"))
                    .anyMatch(line -> line.contains("drain-requests FORCED"))
                    .noneMatch(line -> line.contains("left behind"));
            assertThat(said.get(said.size() - 1)).contains("drained FORCED").endsWith("exit code 143");
        }
    }

    @EachJdk
    void hooksThatHangAfterASecondSignalHaveTheExitReserveAndNoMore(Jdk jdk) throws Exception {
        Web web = Web.app().first("onExit(() -> { say(\"hook\"); Thread.sleep(600_000); });");
        try (RunningApp app = web.agent("grace-period=10m", "exit.reserve=1s", "triggers.second-signal-after=0s")
                .jdk(jdk)
                .start()) {
            app.port();
            app.signal("TERM");
            app.stdout().await(line("hook"), SOON);
            app.signal("TERM");
            assertThat(app.awaitExit(SOON).code()).isEqualTo(143);
            assertThat(app.stderr().awaitEnd(SOON))
                    .anyMatch(line -> line.contains("forced: shutdown hooks have 1.0 s"))
                    .anyMatch(line -> line.contains("halting, exit code 143"));
        }
    }

    /** A supervisor signals the whole group, and a start script passes on what it gets. */
    @EachJdk
    void signalThatIsGivenTwiceOrWithAnotherAtOnceIsOne(Jdk jdk) throws Exception {
        try (RunningApp app = Web.app()
                        .agent("triggers.second-signal-after=1m")
                        .jdk(jdk)
                        .start();
                RawClient waiting = RawClient.connect(app.port());
                RawClient other = RawClient.connect(app.port())) {
            startWaiting(app, waiting);
            app.signal("TERM");
            app.stderr().await(line("draining after"), SOON);
            app.signal("INT");
            app.signal("TERM");
            app.stderr().await(line("stop-accepting done"), SOON);
            other.get("/release");
            assertThat(waiting.read().text()).isEqualTo("released");
            assertThat(app.awaitExit(SOON).code()).isZero();
            assertThat(app.stderr().awaitEnd(SOON)).noneMatch(line -> line.contains("forced"));
        }
    }

    @EachJdk
    void secondSignalIsPassedByWhereItIsToBeIgnored(Jdk jdk) throws Exception {
        try (RunningApp app = Web.app()
                        .agent("triggers.second-signal=ignore")
                        .jdk(jdk)
                        .start();
                RawClient waiting = RawClient.connect(app.port());
                RawClient other = RawClient.connect(app.port())) {
            startWaiting(app, waiting);
            app.signal("TERM");
            app.stderr().await(line("stop-accepting done"), SOON);
            app.signal("TERM");
            app.signal("INT");
            app.stderr().await(line("drain-requests: 1 request in flight"), SOON);
            other.get("/release");
            assertThat(waiting.read().text()).isEqualTo("released");
            assertThat(app.awaitExit(SOON).code()).isZero();
            assertThat(app.stderr().awaitEnd(SOON))
                    .noneMatch(line -> line.toLowerCase().contains("forced"));
        }
    }
}
