package dev.lastcall.it.safety;

import static dev.lastcall.it.Web.line;
import static dev.lastcall.it.Web.startWaiting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.App;
import dev.lastcall.harness.Await;
import dev.lastcall.harness.EachJdk;
import dev.lastcall.harness.Jdk;
import dev.lastcall.harness.RawClient;
import dev.lastcall.harness.Request;
import dev.lastcall.harness.RunningApp;
import dev.lastcall.it.Web;
import java.time.Duration;
import java.util.regex.Pattern;

/** Settings from outside: which source wins, and what an unreadable one says. */
class SettingsIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    @EachJdk
    void unreadableValueIsOneLineAndTheApplicationStarts(Jdk jdk) throws Exception {
        App hello = Web.program("say(\"hello\"); new CountDownLatch(1).await();")
                .property("lastcall.grace-period", "soon")
                .property("lastcall.triggers.signals", "TERM,KILL")
                .property("lastcall.readiness.paths", "ready")
                .agent("phases.drain-tasks.timeout=never", "exit-code.forced=1000")
                .environment("LASTCALL_TRIGGERS_MAIN_END", "perhaps")
                .environment("LASTCALL_LOG_LEVEL", "loud")
                .environment("LASTCALL_PHASES_FLUSH_RESERVE", "5")
                .environment("LASTCALL_LIBRARIES_JETTY_9_ENABLED", "si");
        try (RunningApp app = hello.jdk(jdk).start()) {
            app.stdout().await(line("hello"), SOON);
            Await.until("all is said", SOON, () -> app.stderr().soFar().size() >= 9);
            assertThat(app.stderr().soFar())
                    .containsExactlyInAnyOrder(
                            "Last Call: system property lastcall.grace-period: \"soon\" is not a duration of at least 1s"
                                    + " such as 25s, 2m or 1h; the default \"25s\" is used",
                            "Last Call: system property lastcall.triggers.signals: \"TERM,KILL\" is not signals out of"
                                    + " TERM, INT and HUP, split by commas; the default \"TERM,INT\" is used",
                            "Last Call: system property lastcall.readiness.paths: \"ready\" is not paths that begin with"
                                    + " /, split by commas; the default \"/ready,/readyz,/readiness,/health,/healthz,"
                                    + "/health/ready,/health/readiness,/actuator/health,/actuator/health/readiness,"
                                    + "/q/health,/q/health/ready,/manage/health,/status/ready\" is used",
                            "Last Call: agent argument phases.drain-tasks.timeout: \"never\" is not a duration such as"
                                    + " 500ms, 25s, 2m or 1h, or rest; the default \"10s\" is used",
                            "Last Call: agent argument exit-code.forced: \"1000\" is not a number from 0 to 255; the"
                                    + " default \"143\" is used",
                            "Last Call: environment variable LASTCALL_TRIGGERS_MAIN_END: \"perhaps\" is not true or"
                                    + " false; the default \"true\" is used",
                            "Last Call: environment variable LASTCALL_LOG_LEVEL: \"loud\" is not off, error, warn, info"
                                    + " or debug; the default \"info\" is used",
                            "Last Call: environment variable LASTCALL_PHASES_FLUSH_RESERVE: \"5\" is not a duration such"
                                    + " as 500ms, 25s, 2m or 1h; the default \"1s\" is used",
                            "Last Call: environment variable LASTCALL_LIBRARIES_JETTY_9_ENABLED: \"si\" is not true or"
                                    + " false; the default \"true\" is used");
        }
    }

    @EachJdk
    void propertyBeatsArgumentBeatsEnvironment(Jdk jdk) throws Exception {
        assertThat(graceOf(Web.app().agent().environment("LASTCALL_GRACE_PERIOD", "11s"), jdk))
                .isEqualTo("11.0");
        assertThat(graceOf(Web.app().agent("grace-period=12s").environment("LASTCALL_GRACE_PERIOD", "11s"), jdk))
                .isEqualTo("12.0");
        assertThat(graceOf(
                        Web.app()
                                .agent("grace-period=12s")
                                .property("lastcall.grace-period", "13s")
                                .environment("LASTCALL_GRACE_PERIOD", "11s"),
                        jdk))
                .isEqualTo("13.0");
    }

    private static String graceOf(App program, Jdk jdk) throws Exception {
        try (RunningApp app = program.jdk(jdk).start()) {
            return app.stderr()
                    .await(Pattern.compile("armed.*grace period (\\S+) s"), SOON)
                    .group(1);
        }
    }

    @EachJdk
    void agentThatIsSwitchedOffIsNotThere(Jdk jdk) throws Exception {
        Web web = Web.app()
                .path(
                        "/bridge",
                        "try { Class.forName(\"java.lang.LastCall\"); out.print(\"there\"); }"
                                + " catch (ClassNotFoundException e) { out.print(\"absent\"); }");
        try (RunningApp app = web.agent("enabled=false").jdk(jdk).start();
                RawClient waiting = RawClient.connect(app.port())) {
            assertThat(RawClient.once(app.port(), Request.get("/bridge")).text())
                    .isEqualTo("absent");
            startWaiting(app, waiting);
            app.signal("TERM");
            assertThat(app.awaitExit(SOON).code()).isEqualTo(143);
            assertThat(app.stderr().awaitEnd(SOON)).isEmpty();
        }
    }

    @EachJdk
    void lineThatIsSwitchedOffLeavesItsLibraryAlone(Jdk jdk) throws Exception {
        try (RunningApp app =
                Web.app().agent("libraries.jetty-9.enabled=false").jdk(jdk).start()) {
            app.port();
            app.signal("TERM");
            assertThat(app.awaitExit(SOON).code()).isEqualTo(143);
            assertThat(app.stderr().awaitEnd(SOON)).isEmpty();
        }
    }
}
