package dev.lastcall.it.triggers;

import static dev.lastcall.it.Web.line;
import static dev.lastcall.it.Web.startWaiting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.EachJdk;
import dev.lastcall.harness.Jdk;
import dev.lastcall.harness.RawClient;
import dev.lastcall.harness.Request;
import dev.lastcall.harness.RunningApp;
import dev.lastcall.it.Web;
import java.time.Duration;

/** The last thread that is no daemon ends. */
class MainEndIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    private static Web service() {
        return Web.app().started("DONE.await();").path("/done", "DONE.countDown();");
    }

    @EachJdk
    void endOfMainWaitsForRequestsOnDaemonThreads(Jdk jdk) throws Exception {
        try (RunningApp app =
                        service().agent().property("daemons", "true").jdk(jdk).start();
                RawClient waiting = RawClient.connect(app.port());
                RawClient other = RawClient.connect(app.port())) {
            startWaiting(app, waiting);
            RawClient.once(app.port(), Request.get("/done"));
            app.stderr().await(line("drain-requests: 1 request in flight"), SOON);
            other.get("/release");
            assertThat(waiting.read().text()).isEqualTo("released");
            assertThat(app.awaitExit(SOON).code()).isZero();
            assertThat(app.stderr().awaitEnd(SOON))
                    .anyMatch(line -> line.contains("draining after the end of main"))
                    .anyMatch(line -> line.contains("lame-duck done: skipped"))
                    .anyMatch(line -> line.contains("drained clean") && line.endsWith("exit code up to the JVM"));
        }
    }

    @EachJdk
    void mainThatThrowsKeepsTheJvmsCode(Jdk jdk) throws Exception {
        Web web = Web.app().started("throw new IllegalStateException(\"wanted\");");
        try (RunningApp app = web.agent().property("daemons", "true").jdk(jdk).start()) {
            assertThat(app.awaitExit(SOON).code()).isEqualTo(1);
            app.stderr().await(line("drained clean"), SOON);
        }
    }

    @EachJdk
    void endOfMainDoesNotDrainWhereItIsSwitchedOff(Jdk jdk) throws Exception {
        try (RunningApp app = service()
                        .agent("triggers.main-end=false")
                        .property("daemons", "true")
                        .jdk(jdk)
                        .start();
                RawClient waiting = RawClient.connect(app.port())) {
            startWaiting(app, waiting);
            RawClient.once(app.port(), Request.get("/done"));
            assertThat(app.awaitExit(SOON).code()).isZero();
            assertThat(app.stderr().awaitEnd(SOON)).noneMatch(line -> line.contains("drain"));
        }
    }
}
