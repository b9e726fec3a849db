package dev.lastcall.it.plan;

import static dev.lastcall.it.Web.line;
import static dev.lastcall.it.Web.startWaiting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.EachJdk;
import dev.lastcall.harness.Exit;
import dev.lastcall.harness.Jdk;
import dev.lastcall.harness.RawClient;
import dev.lastcall.harness.Request;
import dev.lastcall.harness.Response;
import dev.lastcall.harness.RunningApp;
import dev.lastcall.it.Web;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One budget for all phases and the hooks. */
class BudgetIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String POOL = """
            com.zaxxer.hikari.HikariConfig config = new com.zaxxer.hikari.HikariConfig();
            config.setJdbcUrl("jdbc:h2:mem:test");
            com.zaxxer.hikari.HikariDataSource pool = new com.zaxxer.hikari.HikariDataSource(config);
            KEPT.put("pool", pool);
            """;

    @EachJdk
    void stuckRequestIsCutWithinTheGracePeriodAndNamedWithItsStack(Jdk jdk) throws Exception {
        try (RunningApp app = Web.app()
                        .agent("grace-period=4s", "exit.reserve=1s")
                        .jdk(jdk)
                        .start();
                RawClient waiting = RawClient.connect(app.port())) {
            startWaiting(app, waiting);
            app.signal("TERM");
            Response answer = waiting.read();
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("Retry-After")).isPresent();
            Exit exit = app.awaitExit(SOON);
            assertThat(exit.code()).isEqualTo(143);
            assertThat(exit.sinceSignal()).isLessThan(Duration.ofSeconds(4));
            List<String> said = app.stderr().awaitEnd(SOON);
            assertThat(said)
                    .anyMatch(
                            line -> line.matches(".* WARN lastcall - straggler: GET /wait \\(.* s\\), in thread qtp.*"))
                    .anyMatch(line -> line.matches("\tat (app//)?Main\\.lambda\\$handle.*"))
                    .noneMatch(line -> line.contains("secret"));
            assertThat(said.get(said.size() - 1))
                    .matches(".*drained FORCED in \\d\\.\\d s: 1 request answered 503; exit code 143");
        }
    }

    @EachJdk
    void requestHasTheTimeThatNobodyElseNeeds(Jdk jdk) throws Exception {
        answersAfter(Duration.ofMillis(1800), Web.app(), jdk, "grace-period=4s", "exit.reserve=2s");
    }

    @Test
    void requestHasTheTimeOfAContainerThatNobodyElseNeeds() throws Exception {
        answersAfter(Duration.ofSeconds(5), Web.app(), Jdk.current(), "grace-period=8s", "exit.reserve=2s");
    }

    @Test
    void requestHasTheTimeThatIdleExecutorsAndPoolsDoNotNeed() throws Exception {
        Web web = Web.app().first(POOL).started("""
                ExecutorService idle = Executors.newFixedThreadPool(1);
                idle.submit(() -> { }).get();
                KEPT.put("idle", idle);
                """);
        answersAfter(Duration.ofMillis(2500), web, Jdk.current(), "grace-period=6s", "exit.reserve=2s");
    }

    /** More than it would have if all that is reserved were needed. */
    private static void answersAfter(Duration time, Web web, Jdk jdk, String... options) throws Exception {
        web = web.path("/slow", "say(\"slow\"); Thread.sleep(" + time.toMillis() + "); out.print(\"whole\");");
        try (RunningApp app = web.agent(options).jdk(jdk).start();
                RawClient slow = RawClient.connect(app.port())) {
            slow.send(Request.get("/slow"));
            app.stdout().await(line("slow"), SOON);
            app.signal("TERM");
            assertThat(slow.read().text()).isEqualTo("whole");
            assertThat(app.awaitExit(SOON).code()).isZero();
        }
    }

    @EachJdk
    void hooksHaveTheirReserveHoweverLongTheDrainTook(Jdk jdk) throws Exception {
        Web web = Web.app().first("onExit(() -> { Thread.sleep(2000); say(\"hook ends\"); });");
        try (RunningApp app =
                        web.agent("grace-period=6s", "exit.reserve=3s").jdk(jdk).start();
                RawClient waiting = RawClient.connect(app.port())) {
            startWaiting(app, waiting);
            app.signal("TERM");
            assertThat(waiting.read().status()).isEqualTo(503);
            assertThat(app.awaitExit(SOON).code()).isEqualTo(143);
            assertThat(app.stdout().awaitEnd(SOON)).contains("hook ends");
        }
    }

    /** The connection comes back after the request was cut, which would be too late if nothing had been kept for it. */
    @Test
    void requestLeavesItsReserveToAPoolWithABorrowedConnection() throws Exception {
        Web web = Web.app().first(POOL + """
                java.sql.Connection connection = pool.getConnection();
                new Thread(() -> run(() -> { System.in.read(); connection.close(); })).start();
                """);
        String[] options = {"grace-period=6s", "exit.reserve=1s", "phases.close-pools.reserve=2s"};
        try (RunningApp app = web.agent(options).start();
                RawClient waiting = RawClient.connect(app.port())) {
            startWaiting(app, waiting);
            app.signal("TERM");
            assertThat(waiting.read().status()).isEqualTo(503);
            app.write("\n");
            assertThat(app.awaitExit(SOON).code()).isEqualTo(143);
            assertThat(app.stderr().awaitEnd(SOON))
                    .anyMatch(line -> line.contains("close-pools done: HikariCP"))
                    .anyMatch(line -> line.endsWith(": 1 request answered 503; exit code 143"));
        }
    }

    /** Threads in native code make the JVM's own end take 300 ms, which the grace period must hold, too. */
    @EachJdk
    void hookThatHangsIsHaltedSoThatTheProcessIsGoneAtTheEndOfTheGracePeriod(Jdk jdk) throws Exception {
        Web web = Web.app().first("""
                for (int i = 0; i < 4; i++) {
                    Thread inNativeCode = new Thread(() -> run(() -> new java.net.ServerSocket(0).accept()));
                    inNativeCode.setDaemon(true);
                    inNativeCode.start();
                }
                onExit(() -> { say("hook"); Thread.sleep(600_000); });
                """);
        try (RunningApp app =
                web.agent("grace-period=4s", "exit.reserve=1s").jdk(jdk).start()) {
            app.port();
            app.signal("TERM");
            Exit exit = app.awaitExit(SOON);
            assertThat(exit.code()).isEqualTo(143);
            assertThat(exit.sinceSignal()).isBetween(Duration.ofSeconds(3), Duration.ofMillis(4250));
            assertThat(app.stdout().awaitEnd(SOON)).contains("hook");
            app.stderr().await(line("the grace period ends: halting, exit code 143"), SOON);
        }
    }

    @EachJdk
    void phaseIsCutAtItsOwnTimeoutAndAnotherIsSwitchedOff(Jdk jdk) throws Exception {
        String[] options = {"phases.drain-requests.timeout=200ms", "phases.lame-duck.enabled=false", "grace-period=10m"
        };
        try (RunningApp app = Web.app().agent(options).jdk(jdk).start();
                RawClient waiting = RawClient.connect(app.port())) {
            startWaiting(app, waiting);
            app.signal("TERM");
            assertThat(app.awaitExit(SOON).code()).isEqualTo(143);
            assertThat(app.stderr().awaitEnd(SOON))
                    .noneMatch(line -> line.contains("lame-duck"))
                    .anyMatch(line -> line.contains("drain-requests FORCED: requests were cut"));
        }
    }

    @EachJdk
    void taskThatOutlivesItsRequestIsWaitedForAndNotBeyondItsTimeout(Jdk jdk) throws Exception {
        Web web = Web.app()
                .started("KEPT.put(\"pool\", Executors.newCachedThreadPool());")
                .path(
                        "/task",
                        "((Executor) KEPT.get(\"pool\")).execute(() -> run(() -> { say(\"task\"); RELEASE.await(); say(\"task ends\");"
                                + " }));");
        try (RunningApp app =
                web.agent("phases.drain-tasks.timeout=1500ms").jdk(jdk).start()) {
            RawClient.once(app.port(), Request.get("/task"));
            app.stdout().await(line("task"), SOON);
            app.signal("TERM");
            assertThat(app.awaitExit(SOON).code()).isEqualTo(143);
            assertThat(app.stderr().awaitEnd(SOON))
                    .anyMatch(line -> line.contains("drain-tasks: 1 task running"))
                    .anyMatch(line -> line.contains("drain-tasks FORCED"))
                    .anyMatch(line -> line.endsWith("1 task still running; exit code 143"));
        }
    }
}
