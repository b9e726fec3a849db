package dev.lastcall.it.triggers;

import static dev.lastcall.it.Web.line;
import static dev.lastcall.it.Web.startWaiting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.EachJdk;
import dev.lastcall.harness.Jdk;
import dev.lastcall.harness.Outcome;
import dev.lastcall.harness.RawClient;
import dev.lastcall.harness.Request;
import dev.lastcall.harness.RunningApp;
import dev.lastcall.it.Web;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The application ends itself by {@code System.exit}. */
class SystemExitIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    @EachJdk
    void exitFromInsideARequestWaitsForTheOthersAndNotForItself(Jdk jdk) throws Exception {
        Web web = Web.app().path("/exit", "System.exit(0);");
        try (RunningApp app = web.agent().jdk(jdk).start();
                RawClient waiting = RawClient.connect(app.port());
                RawClient other = RawClient.connect(app.port());
                RawClient exiting = RawClient.connect(app.port())) {
            startWaiting(app, waiting);
            exiting.send(Request.get("/exit"));
            app.stderr().await(line("drain-requests: 1 request in flight"), SOON);
            other.get("/release");
            assertThat(waiting.read().text()).isEqualTo("released");
            assertThat(app.awaitExit(SOON).code()).isZero();
            assertThat(app.stderr().awaitEnd(SOON))
                    .anyMatch(line -> line.contains("draining after System.exit(0)"))
                    .anyMatch(line -> line.contains("lame-duck done: skipped on System.exit(0)"))
                    .anyMatch(line -> line.contains("drained clean") && line.endsWith("exit code 0"));
        }
    }

    @EachJdk
    void exitWithACodeKeepsIt(Jdk jdk) throws Exception {
        Web web = Web.app().path("/exit", "System.exit(7);");
        try (RunningApp app = web.agent().jdk(jdk).start()) {
            RawClient.once(app.port(), Request.get("/exit"));
            assertThat(app.awaitExit(SOON).code()).isEqualTo(7);
            assertThat(app.stderr().awaitEnd(SOON))
                    .anyMatch(line -> line.contains("drained clean") && line.endsWith("exit code 7"));
        }
    }

    /** Within half of the five seconds that it may take at most, let alone the grace period. */
    @EachJdk
    void startThatFailsIsNotHeldUpAlthoughItsPortIsOpen(Jdk jdk) throws Exception {
        Web web = Web.app().started("System.exit(1);");
        try (RunningApp app = web.agent("phases.lame-duck.quiet=20s", "phases.lame-duck.max=20s", "grace-period=10m")
                .jdk(jdk)
                .start()) {
            assertThat(app.awaitExit(SOON).code()).isEqualTo(1);
        }
    }

    @EachJdk
    void exitWithACodeWaitsForStragglersNoLongerThanFiveSeconds(Jdk jdk) throws Exception {
        Web web = Web.app().path("/exit", "System.exit(1);");
        try (RunningApp app = web.agent("grace-period=10m").jdk(jdk).start();
                RawClient waiting = RawClient.connect(app.port())) {
            startWaiting(app, waiting);
            RawClient.once(app.port(), Request.get("/exit"));
            assertThat(app.awaitExit(SOON).code()).isEqualTo(1);
            assertThat(app.stderr().awaitEnd(SOON))
                    .anyMatch(line -> line.contains("drained FORCED") && line.endsWith("exit code 1"));
        }
    }

    @EachJdk
    void exitInMidDrainWaitsForThatDrainAndKeepsItsCode(Jdk jdk) throws Exception {
        Web web = Web.app()
                .started(
                        "Thread exit = new Thread(() -> run(() -> { DONE.await(); say(\"exiting\"); System.exit(5); }));"
                                + "exit.setDaemon(true); exit.start();")
                .path("/done", "DONE.countDown();");
        try (RunningApp app = web.agent().jdk(jdk).start();
                RawClient waiting = RawClient.connect(app.port());
                RawClient other = RawClient.connect(app.port());
                RawClient another = RawClient.connect(app.port())) {
            startWaiting(app, waiting);
            app.signal("TERM");
            app.stderr().await(line("stop-accepting done"), SOON);
            other.get("/done");
            app.stdout().await(line("exiting"), SOON);
            app.stderr().await(line("drain-requests: 1 request in flight"), SOON);
            another.get("/release");
            assertThat(waiting.read().text()).isEqualTo("released");
            assertThat(app.awaitExit(SOON).code()).isEqualTo(5);
            assertThat(app.stderr().awaitEnd(SOON))
                    .filteredOn(line -> line.contains("draining after"))
                    .hasSize(1);
            assertThat(app.stderr().soFar())
                    .last()
                    .asString()
                    .contains("drained clean")
                    .endsWith("exit code 5");
        }
    }

    @EachJdk
    void exitInsideAHookDeadlocksUntilTheWatchdogHalts(Jdk jdk) throws Exception {
        Web web = Web.app().first("onExit(() -> { say(\"hook\"); System.exit(3); });");
        try (RunningApp app =
                web.agent("grace-period=3s", "exit.reserve=1s").jdk(jdk).start()) {
            app.port();
            app.signal("TERM");
            assertThat(app.awaitExit(SOON).code()).isEqualTo(143);
            assertThat(app.stdout().awaitEnd(SOON)).contains("hook");
            app.stderr().await(line("the grace period ends: halting, exit code 143"), SOON);
        }
    }

    @EachJdk
    void interruptedThreadThatExitsDrainsAllTheSame(Jdk jdk) throws Exception {
        Web web = Web.app().path("/exit", "Thread.currentThread().interrupt(); System.exit(0);");
        try (RunningApp app = web.agent().jdk(jdk).start();
                RawClient waiting = RawClient.connect(app.port());
                RawClient other = RawClient.connect(app.port());
                RawClient exiting = RawClient.connect(app.port())) {
            startWaiting(app, waiting);
            exiting.send(Request.get("/exit"));
            app.stderr().await(line("stop-accepting done"), SOON);
            other.get("/release");
            assertThat(waiting.read().text()).isEqualTo("released");
            assertThat(app.awaitExit(SOON).code()).isZero();
        }
    }

    @Test
    void signalWhileTheHooksRunStartsNoDrainBesideThem() throws Exception {
        Web web = Web.app()
                .first("onExit(() -> { say(\"hook\"); System.in.read(); });")
                .path("/exit", "System.exit(0);");
        try (RunningApp app = web.agent("triggers.system-exit=false").start();
                RawClient exiting = RawClient.connect(app.port())) {
            exiting.send(Request.get("/exit"));
            app.stdout().await(line("hook"), SOON);
            app.signal("TERM");
            app.signal(
                    "QUIT"); // signals are dispatched one after the other: the first has come when this one is answered
            app.stdout().await(line("Full thread dump"), SOON);
            app.write("\n");
            assertThat(app.awaitExit(SOON).code()).isZero();
            assertThat(app.stderr().awaitEnd(SOON)).noneMatch(line -> line.contains("drain"));
        }
    }

    @EachJdk
    void exitDoesNotDrainWhereItIsSwitchedOff(Jdk jdk) throws Exception {
        Web web = Web.app().path("/exit", "System.exit(0);");
        try (RunningApp app = web.agent("triggers.system-exit=false").jdk(jdk).start();
                RawClient waiting = RawClient.connect(app.port())) {
            startWaiting(app, waiting);
            RawClient.once(app.port(), Request.get("/exit"));
            assertThat(app.awaitExit(SOON).code()).isZero();
            assertThat(waiting.read().outcome()).isIn(Outcome.RESET, Outcome.CLOSED);
            assertThat(app.stderr().awaitEnd(SOON)).noneMatch(line -> line.contains("drain"));
        }
    }
}
