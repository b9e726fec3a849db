package dev.lastcall.it.plan;

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
import java.util.regex.Pattern;

/** The default plan from end to end, as its log tells it. */
class DefaultPlanIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String STAMP = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}\\S+ ";
    private static final String TOOK = " \\(\\d+(\\.\\d)? m?s\\)";

    @EachJdk
    void everyPhaseSaysHowItWentAndWaitingIsSaidEachSecond(Jdk jdk) throws Exception {
        Web web = Web.app().first("""
                ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1);
                scheduler.schedule(() -> say("too late"), 1, TimeUnit.HOURS);
                onExit(() -> say("hook"));
                """);
        try (RunningApp app = web.agent().jdk(jdk).start();
                RawClient waiting = RawClient.connect(app.port());
                RawClient other = RawClient.connect(app.port())) {
            startWaiting(app, waiting);
            app.stderr().await(line(" armed: "), SOON);
            app.signal("TERM");
            Pattern oldest = Pattern.compile("drain-requests: .*\\((\\d+)\\.\\d s\\)");
            int seconds = Integer.parseInt(app.stderr().await(oldest, SOON).group(1));
            assertThat(Integer.parseInt(app.stderr().await(oldest, 1, SOON).group(1)))
                    .isBetween(seconds + 1, seconds + 2);
            assertThat(app.stdout().text()).doesNotContain("hook");
            other.get("/release");
            assertThat(waiting.read().text()).isEqualTo("released");
            assertThat(app.awaitExit(SOON).code()).isZero();
            assertThat(app.stdout().awaitEnd(SOON)).contains("hook");
            List<String> said = app.stderr().awaitEnd(SOON);
            assertThat(said).allMatch(line -> line.matches(STAMP + "(INFO|WARN) lastcall - .*"));
            List<String> unstamped =
                    said.stream().map(line -> line.replaceFirst(STAMP, "")).toList();
            assertThat(unstamped.stream().filter(line -> line.matches(progress())))
                    .hasSizeGreaterThanOrEqualTo(2);
            assertThat(unstamped.stream()
                            .filter(line -> !line.matches(progress()))
                            .toList())
                    .satisfiesExactly(
                            line -> assertThat(line)
                                    .matches("INFO lastcall - Last Call \\S+ armed: Jetty 9\\.4\\.58 on :" + app.port()
                                            + ", 1 executor; grace period 25.0 s, of it 5.0 s for shutdown hooks"),
                            line -> assertThat(line)
                                    .isEqualTo("INFO lastcall - draining after SIGTERM: 1 request in flight,"
                                            + " grace period 25.0 s"),
                            line -> assertThat(line).matches("INFO lastcall - unready done" + TOOK),
                            line -> assertThat(line)
                                    .matches("INFO lastcall - lame-duck done: no new request for 100 ms" + TOOK),
                            line -> assertThat(line)
                                    .matches("INFO lastcall - stop-accepting done: Jetty 9.4.58 on :" + app.port()
                                            + TOOK),
                            line -> assertThat(line).matches("INFO lastcall - close-streams done" + TOOK),
                            line -> assertThat(line).matches("INFO lastcall - drain-requests done" + TOOK),
                            line -> assertThat(line).contains("WARN lastcall - dropped: delayed task "),
                            line -> assertThat(line)
                                    .matches("INFO lastcall - stop-schedules done: 1 delayed task dropped" + TOOK),
                            line -> assertThat(line).matches("INFO lastcall - drain-tasks done" + TOOK),
                            line -> assertThat(line).matches("INFO lastcall - close-pools done" + TOOK),
                            line -> assertThat(line).matches("INFO lastcall - flush done" + TOOK),
                            line -> assertThat(line)
                                    .matches("INFO lastcall - drained clean in \\d\\.\\d s: 1 delayed task dropped;"
                                            + " exit code 0"));
        }
    }

    private static String progress() {
        return "INFO lastcall - drain-requests: 1 request in flight, 2 connections open, oldest GET /wait" + TOOK;
    }

    @EachJdk
    void exitCodesAreThoseOfTheSettings(Jdk jdk) throws Exception {
        String[] codes = {"exit-code.clean=10", "exit-code.forced=20", "grace-period=3s", "exit.reserve=1s"};
        try (RunningApp app = Web.app().agent(codes).jdk(jdk).start()) {
            app.port();
            app.signal("TERM");
            assertThat(app.awaitExit(SOON).code()).isEqualTo(10);
        }
        try (RunningApp app = Web.app().agent(codes).jdk(jdk).start();
                RawClient waiting = RawClient.connect(app.port())) {
            startWaiting(app, waiting);
            app.signal("TERM");
            assertThat(app.awaitExit(SOON).code()).isEqualTo(20);
            app.stderr().await(line("exit code 20"), SOON);
        }
    }

    @EachJdk
    void bothServersOfAJvmDrainTogether(Jdk jdk) throws Exception {
        Web web = Web.app()
                .first("Server second = serve(); say(\"second on \" + ((ServerConnector)"
                        + " second.getConnectors()[0]).getLocalPort());");
        try (RunningApp app = web.agent().jdk(jdk).start();
                RawClient first = RawClient.connect(app.port());
                RawClient second = RawClient.connect(Integer.parseInt(app.stdout()
                        .await(Pattern.compile("second on (\\d+)"), SOON)
                        .group(1)));
                RawClient other = RawClient.connect(app.port())) {
            startWaiting(app, first);
            startWaiting(app, second);
            app.signal("TERM");
            app.stderr().await(line("drain-requests: 2 requests in flight, 3 connections open"), SOON);
            other.get("/release");
            assertThat(first.read().text()).isEqualTo("released");
            assertThat(second.read().text()).isEqualTo("released");
            assertThat(app.awaitExit(SOON).code()).isZero();
            app.stderr().await(Pattern.compile("stop-accepting done: Jetty .* on :\\d+, Jetty .* on :\\d+"), SOON);
        }
    }
}
