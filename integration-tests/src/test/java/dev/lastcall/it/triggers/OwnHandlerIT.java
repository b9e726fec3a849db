package dev.lastcall.it.triggers;

import static dev.lastcall.it.Web.line;
import static dev.lastcall.it.Web.startWaiting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.App;
import dev.lastcall.harness.EachJdk;
import dev.lastcall.harness.Jdk;
import dev.lastcall.harness.RawClient;
import dev.lastcall.harness.Request;
import dev.lastcall.harness.RunningApp;
import dev.lastcall.it.Web;
import java.time.Duration;
import java.util.List;

/** Applications that handle SIGTERM themselves. */
class OwnHandlerIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String OWN = "onSignal(\"TERM\", () -> { say(\"their handler\"); System.exit(9); });";

    @EachJdk
    void handlerOfTheFirstLineOfMainRunsAfterTheDrain(Jdk jdk) throws Exception {
        runsAfterTheDrain(Web.app().first(OWN).started("say(\"registered\");"), jdk);
    }

    @EachJdk
    void handlerRegisteredWhenTheServiceIsUpRunsAfterTheDrain(Jdk jdk) throws Exception {
        runsAfterTheDrain(Web.app().started(OWN + " say(\"registered\");"), jdk);
    }

    private static void runsAfterTheDrain(Web web, Jdk jdk) throws Exception {
        try (RunningApp app = web.agent().jdk(jdk).start();
                RawClient waiting = RawClient.connect(app.port());
                RawClient other = RawClient.connect(app.port())) {
            app.stdout().await(line("registered"), SOON);
            startWaiting(app, waiting);
            app.signal("TERM");
            app.stderr().await(line("drain-requests: 1 request in flight"), SOON);
            assertThat(app.stdout().text()).doesNotContain("their handler");
            other.get("/release");
            assertThat(waiting.read().text()).isEqualTo("released");
            assertThat(app.awaitExit(SOON).code()).isEqualTo(9);
            assertThat(app.stdout().awaitEnd(SOON)).containsOnlyOnce("their handler");
            app.stderr().await(line("exit code up to the application's handler of SIGTERM"), SOON);
        }
    }

    private static final String CHAIN = """
            SignalHandler[] before%1$s = new SignalHandler[1];
            before%1$s[0] = Signal.handle(new Signal("TERM"), signal -> {
                say("handler %1$s");
                before%1$s[0].handle(signal);
            });
            """;

    /** Both ways: a handler from before the weave gets ours, by the JVM's own book-keeping, and must not notice. */
    @EachJdk
    void handlersThatCallTheOneBeforeThemReachTheJvmsAtLast(Jdk jdk) throws Exception {
        Web web = Web.app()
                .first(CHAIN.formatted(1))
                .started(CHAIN.formatted(2) + "say(\"before 2 is \" + before2[0].getClass());");
        try (RunningApp app = web.agent().jdk(jdk).start()) {
            app.stdout().await(line("before 2 is class Main"), SOON);
            app.signal("TERM");
            assertThat(app.awaitExit(SOON).code()).isEqualTo(143);
            assertThat(app.stdout().awaitEnd(SOON)).containsSubsequence("handler 2", "handler 1");
            app.stderr().await(line("drained clean"), SOON);
            assertThat(app.stderr().soFar()).noneMatch(line -> line.contains("forced"));
        }
    }

    @EachJdk
    void withoutAnythingToDrainTheyDoSoTooWheneverTheyWereRegistered(Jdk jdk) throws Exception {
        // Main goes on when the agent is ready, and waits for something to drain.
        String main = CHAIN.formatted(1)
                + "while (Thread.getAllStackTraces().keySet().stream().noneMatch("
                + "        thread -> thread.getName().equals(\"lastcall-start\")"
                + "                && thread.getState() == Thread.State.WAITING)) Thread.sleep(1);\n"
                + CHAIN.formatted(2)
                + "say(\"ready\"); new CountDownLatch(1).await();";
        try (RunningApp app = Web.program(main).agent().jdk(jdk).start()) {
            app.stdout().await(line("ready"), SOON);
            app.signal("TERM");
            assertThat(app.awaitExit(SOON).code()).isEqualTo(143);
            assertThat(app.stdout().awaitEnd(SOON)).containsExactly("ready", "handler 2", "handler 1");
            assertThat(app.stderr().awaitEnd(SOON)).isEmpty();
        }
    }

    @EachJdk
    void handlerThatIsPutBackIsGoneAndTheSignalDrainsAsUsual(Jdk jdk) throws Exception {
        String takeAndPutBack = "SignalHandler before = " + OWN + "\nSignal.handle(new Signal(\"TERM\"), before);";
        String ready = "say(\"ready\");";
        for (Web web : List.of(
                Web.app().first(takeAndPutBack).started(ready), Web.app().started(takeAndPutBack + ready))) {
            try (RunningApp app = web.agent().jdk(jdk).start()) {
                app.stdout().await(line("ready"), SOON);
                app.signal("TERM");
                assertThat(app.awaitExit(SOON).code()).isZero();
                assertThat(app.stdout().awaitEnd(SOON)).doesNotContain("their handler");
                app.stderr().await(line("drained clean"), SOON);
            }
        }
    }

    @EachJdk
    void signalThatTheApplicationIgnoresIsIgnored(Jdk jdk) throws Exception {
        Web web = Web.app()
                .started("Signal.handle(new Signal(\"TERM\"), SignalHandler.SIG_IGN); say(\"ignoring\");")
                .path("/exit", "System.exit(4);");
        try (RunningApp app = web.agent().jdk(jdk).start()) {
            app.stdout().await(line("ignoring"), SOON);
            app.signal("TERM");
            assertThat(RawClient.once(app.port(), Request.get("/hello")).text()).isEqualTo("hello");
            assertThat(app.stderr().text()).doesNotContain("draining");
            RawClient.once(app.port(), Request.get("/exit"));
            assertThat(app.awaitExit(SOON).code()).isEqualTo(4);
        }
    }

    @EachJdk
    void handlerThatDoesNotExitIsLeftToItUntilTheWatchdogHalts(Jdk jdk) throws Exception {
        Web web = Web.app().started("onSignal(\"TERM\", () -> say(\"their handler\")); say(\"ready\");");
        try (RunningApp app =
                web.agent("grace-period=3s", "exit.reserve=1s").jdk(jdk).start()) {
            app.stdout().await(line("ready"), SOON);
            app.signal("TERM");
            app.stdout().await(line("their handler"), SOON);
            assertThat(app.awaitExit(SOON).code()).isEqualTo(143);
            app.stderr().await(line("halting"), SOON);
        }
    }

    @EachJdk
    void withoutAnythingToDrainTheHandlerIsCalledAtOnceAndEveryTime(Jdk jdk) throws Exception {
        App program = Web.program("""
                CountDownLatch calls = new CountDownLatch(2);
                Signal.handle(new Signal("TERM"), signal -> { say("their handler"); calls.countDown(); });
                say("ready");
                calls.await();
                """);
        try (RunningApp app = program.agent().jdk(jdk).start()) {
            app.stdout().await(line("ready"), SOON);
            app.signal("TERM");
            app.stdout().await(line("their handler"), SOON);
            app.signal("TERM");
            assertThat(app.awaitExit(SOON).code()).isZero();
            assertThat(app.stderr().awaitEnd(SOON)).isEmpty();
        }
    }
}
