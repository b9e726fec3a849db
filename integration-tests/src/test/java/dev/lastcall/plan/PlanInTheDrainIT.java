package dev.lastcall.plan;

import static dev.lastcall.it.Web.line;
import static dev.lastcall.it.Web.startWaiting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.App;
import dev.lastcall.harness.EachJdk;
import dev.lastcall.harness.Jdk;
import dev.lastcall.harness.RawClient;
import dev.lastcall.harness.RunningApp;
import dev.lastcall.it.Web;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;

/** Values of a plan file, and those that are stronger, in a drain. */
class PlanInTheDrainIT {
    private static final Duration SOON = Duration.ofSeconds(40);

    @TempDir
    Path directory;

    /** The plan waits for tasks far longer than the test does. */
    @EachJdk
    void excludedPoolIsNotWaitedForAndTheOtherIs(Jdk jdk) throws Exception {
        Path plan = plan("""
                grace-period: 30m
                phases: { drain-tasks: { timeout: 10m, exclude: ["metrics-*"] } }
                """);
        Web web = Web.app().started("""
                ExecutorService metrics = Executors.newFixedThreadPool(1, task -> new Thread(task, "metrics-1"));
                metrics.execute(() -> run(() -> { say("metrics begin"); new CountDownLatch(1).await(); }));
                metrics.execute(() -> say("metrics go on"));
                ExecutorService orders = Executors.newFixedThreadPool(1, task -> new Thread(task, "orders-1"));
                orders.execute(() -> run(() -> { say("orders begin"); Thread.sleep(1500); say("first order"); }));
                orders.execute(() -> say("second order"));
                """);
        try (RunningApp app = web.agent("config=" + plan).jdk(jdk).start()) {
            app.stdout().await(line("metrics begin"), SOON);
            app.stdout().await(line("orders begin"), SOON);
            app.signal("TERM");
            assertThat(app.awaitExit(SOON).code()).isZero();
            assertThat(app.stdout().awaitEnd(SOON))
                    .containsSubsequence("first order", "second order")
                    .doesNotContain("metrics go on");
            assertThat(Said.by(app)).contains("drain-tasks done: waited for 2 tasks");
        }
    }

    /** The plan waits for requests far longer than the test does. */
    @EachJdk
    void systemPropertyShowsInTheCheckWithItsSourceAndInTheDrain(Jdk jdk) throws Exception {
        Path plan = plan("grace-period: 30m\nphases: { drain-requests: { timeout: 10m }, lame-duck: { quiet: 3s } }\n");
        assertThat(AgentProgram.run(
                        jdk,
                        0,
                        "check",
                        plan.toString(),
                        "-Dlastcall.phases.drain-requests.timeout=700ms",
                        "-Dlastcall.phases.lame-duck.quiet=100ms"))
                .anyMatch(line -> line.matches("drain-requests .* 0\\.7 s .*"))
                .anyMatch(line -> line.matches("phases\\.drain-requests\\.timeout +700ms +"
                        + "system property lastcall\\.phases\\.drain-requests\\.timeout"))
                .anyMatch(line -> line.matches(
                        "phases\\.lame-duck\\.quiet +100ms +system property lastcall\\.phases\\.lame-duck\\.quiet"));
        App web = Web.app()
                .agent("config=" + plan)
                .property("lastcall.phases.drain-requests.timeout", "700ms")
                .property("lastcall.phases.lame-duck.quiet", "100ms");
        try (RunningApp app = web.jdk(jdk).start();
                RawClient client = RawClient.connect(app.port())) {
            startWaiting(app, client);
            app.signal("TERM");
            assertThat(client.read().status()).isEqualTo(503);
            assertThat(app.awaitExit(SOON).code()).isEqualTo(143);
            assertThat(Said.by(app))
                    .contains("lame-duck done: no new request for 100 ms")
                    .anyMatch(line -> line.startsWith("drain-requests FORCED"));
        }
    }

    private Path plan(String text) throws Exception {
        return Files.writeString(directory.resolve("plan.yaml"), text);
    }
}
