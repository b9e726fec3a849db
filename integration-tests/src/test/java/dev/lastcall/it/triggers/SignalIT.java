package dev.lastcall.it.triggers;

import static dev.lastcall.it.Web.line;
import static dev.lastcall.it.Web.startWaiting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lastcall.harness.App;
import dev.lastcall.harness.EachJdk;
import dev.lastcall.harness.IgnoredSignals;
import dev.lastcall.harness.Jdk;
import dev.lastcall.harness.RawClient;
import dev.lastcall.harness.Request;
import dev.lastcall.harness.RunningApp;
import dev.lastcall.it.Web;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Which signals drain, and how the process then ends. */
class SignalIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    @EachJdk
    void sigtermDrainsAndExitsWithZero(Jdk jdk) throws Exception {
        try (RunningApp app = Web.app().agent().jdk(jdk).start();
                RawClient waiting = RawClient.connect(app.port());
                RawClient other = RawClient.connect(app.port())) {
            startWaiting(app, waiting);
            app.signal("TERM");
            app.stderr().await(line("stop-accepting done"), SOON);
            assertThat(other.get("/release").status()).isEqualTo(200);
            assertThat(waiting.read().text()).isEqualTo("released");
            assertThat(app.awaitExit(SOON).code()).isZero();
            app.stderr().await(line("draining after SIGTERM"), SOON);
        }
    }

    /** What waits for the application's start to be over does not wait for a drain. */
    @EachJdk
    void aSignalAtOnceFindsTheAgentArmedAndSaidSo(Jdk jdk) throws Exception {
        try (RunningApp app = Web.app().agent().jdk(jdk).start()) {
            app.port();
            app.signal("TERM");
            assertThat(app.awaitExit(SOON).code()).isZero();
            assertThat(app.stderr().awaitEnd(SOON))
                    .filteredOn(line -> line.contains(" armed: ") || line.contains(" draining after "))
                    .satisfiesExactly(
                            first -> assertThat(first).contains(" armed: "),
                            second -> assertThat(second).contains(" draining after SIGTERM"));
        }
    }

    @EachJdk
    void sigintDrainsLikeSigtermUnlessItIsAPersonsCtrlC(Jdk jdk) throws Exception {
        try (RunningApp app = Web.app().agent().jdk(jdk).start()) {
            app.port();
            boolean person = isInForeground(app.pid());
            assumeHeard(app, "INT");
            app.signal("INT");
            assertThat(app.awaitExit(SOON).code()).isZero();
            app.stderr().await(line("draining after SIGINT"), SOON);
            app.stderr().await(line(person ? "lame-duck done: skipped" : "lame-duck done: no new request"), SOON);
        }
    }

    /** So it is where the tests run in the background, or under nohup, and no env can undo it. */
    private static void assumeHeard(RunningApp app, String signal) throws Exception {
        assumeTrue(!IgnoredSignals.ignores(app.pid(), signal), "SIG" + signal + " is ignored by whatever this starts");
    }

    private static boolean isInForeground(long pid) throws Exception {
        Path stat = Path.of("/proc/" + pid + "/stat");
        if (!Files.exists(stat)) {
            return false;
        }
        String text = Files.readString(stat);
        String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
        return fields[2].equals(fields[5]);
    }

    @EachJdk
    void sighupDrainsWhereItIsChosen(Jdk jdk) throws Exception {
        try (RunningApp app =
                Web.app().agent("triggers.signals=TERM,HUP").jdk(jdk).start()) {
            app.port();
            assumeHeard(app, "HUP");
            app.signal("HUP");
            assertThat(app.awaitExit(SOON).code()).isZero();
            app.stderr().await(line("draining after SIGHUP"), SOON);
        }
    }

    @EachJdk
    void signalThatIsNotChosenDrainsInShutdownAndKeepsItsCode(Jdk jdk) throws Exception {
        try (RunningApp app = Web.app().agent().jdk(jdk).start()) {
            app.port();
            assumeHeard(app, "HUP");
            app.signal("HUP");
            assertThat(app.awaitExit(SOON).code()).isEqualTo(129);
            assertThat(app.stderr().awaitEnd(SOON))
                    .anyMatch(line -> line.contains("draining after SIGHUP"))
                    .anyMatch(line -> line.contains("lame-duck done: skipped"));
        }
    }

    @EachJdk
    void drainIsNotCutWhenTheLastApplicationThreadEndsInMidDrain(Jdk jdk) throws Exception {
        Web web = Web.app().started("DONE.await();").path("/done", "DONE.countDown();");
        try (RunningApp app = web.agent().property("daemons", "true").jdk(jdk).start();
                RawClient waiting = RawClient.connect(app.port());
                RawClient other = RawClient.connect(app.port())) {
            startWaiting(app, waiting);
            app.signal("TERM");
            app.stderr().await(line("draining after SIGTERM"), SOON);
            RawClient.once(app.port(), Request.get("/done"));
            app.stderr().await(line("drain-requests: 1 request in flight"), SOON);
            other.get("/release");
            assertThat(waiting.read().text()).isEqualTo("released");
            assertThat(app.awaitExit(SOON).code()).isZero();
            app.stderr().await(line("drained clean"), SOON);
        }
    }

    @EachJdk
    void signalDuringStartUpEndsTheProcessAtOnceAndInSilence(Jdk jdk) throws Exception {
        Web web = Web.app().first("onExit(() -> say(\"hook\")); say(\"booting\"); RELEASE.await();");
        try (RunningApp app = web.agent().jdk(jdk).start()) {
            app.stdout().await(line("booting"), SOON);
            app.signal("TERM");
            assertThat(app.awaitExit(SOON).code()).isEqualTo(143);
            assertThat(app.stdout().awaitEnd(SOON)).containsExactly("booting", "hook");
            assertThat(app.stderr().awaitEnd(SOON)).isEmpty();
        }
    }

    @EachJdk
    void withXrsItIsSaidOnceThatSignalsAreNotHeardAndSystemExitDrains(Jdk jdk) throws Exception {
        Web web = Web.app().path("/exit", "System.exit(0);");
        App flagged = web.agent().jdk(jdk).flag("-Xrs");
        try (RunningApp app = flagged.start()) {
            app.port();
            app.stderr().await(line("armed"), SOON);
            RawClient.once(app.port(), Request.get("/exit"));
            assertThat(app.awaitExit(SOON).code()).isZero();
            assertThat(app.stderr().awaitEnd(SOON))
                    .filteredOn(line -> line.contains("-Xrs"))
                    .singleElement()
                    .asString()
                    .contains("SIGTERM, SIGINT");
            app.stderr().await(line("drained clean"), SOON);
        }
        try (RunningApp app = flagged.start()) {
            app.port();
            app.signal("TERM");
            assertThat(app.awaitExit(SOON).code()).isEqualTo(143);
        }
    }

    @EachJdk
    void noSignalIsHeardWhereNoneIsChosen(Jdk jdk) throws Exception {
        try (RunningApp app = Web.app()
                .agent("triggers.signals=", "triggers.system-exit=false")
                .jdk(jdk)
                .start()) {
            app.port();
            app.signal("TERM");
            assertThat(app.awaitExit(SOON).code()).isEqualTo(143);
            assertThat(app.stderr().awaitEnd(SOON)).noneMatch(line -> line.contains("drain"));
        }
    }
}
