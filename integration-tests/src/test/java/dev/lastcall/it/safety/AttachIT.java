package dev.lastcall.it.safety;

import static dev.lastcall.it.Web.line;
import static dev.lastcall.it.Web.startWaiting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.Attach;
import dev.lastcall.harness.EachJdk;
import dev.lastcall.harness.Jdk;
import dev.lastcall.harness.RawClient;
import dev.lastcall.harness.Request;
import dev.lastcall.harness.RunningApp;
import dev.lastcall.it.Web;
import java.time.Duration;

/** The agent attached to an application that runs already: it adopts what it can find, and harms nothing. */
class AttachIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    @EachJdk
    void serviceServesOnAndTasksOfItsExecutorsAreWaitedFor(Jdk jdk) throws Exception {
        Web web = Web.app()
                .started("KEPT.put(\"pool\", Executors.newFixedThreadPool(1)); say(\"started\");")
                .path(
                        "/task",
                        "((Executor) KEPT.get(\"pool\")).execute(() -> run(() -> { Thread.sleep(1000); say(\"task ends\");"
                                + " }));");
        try (RunningApp app = web.plain().jdk(jdk).start();
                RawClient waiting = RawClient.connect(app.port());
                RawClient other = RawClient.connect(app.port())) {
            app.stdout().await(line("started"), SOON);
            startWaiting(app, waiting);
            Attach.agent(app);
            app.stderr().await(line("Last Call has come late: jetty-9 was loaded before it"), SOON);
            // A signal that comes before the agent hears it ends the JVM as it always did.
            assertThat(RawClient.once(app.port(), Request.get("/agent")).status())
                    .isEqualTo(200);
            assertThat(RawClient.once(app.port(), Request.get("/hello")).text()).isEqualTo("hello");
            assertThat(RawClient.once(app.port(), Request.get("/task")).status())
                    .isEqualTo(200);
            assertThat(other.get("/release").status()).isEqualTo(200);
            assertThat(waiting.read().text()).isEqualTo("released");
            app.signal("TERM");
            assertThat(app.awaitExit(SOON).code()).isIn(0, 143);
            assertThat(app.stdout().awaitEnd(SOON)).contains("task ends");
            assertThat(app.stderr().awaitEnd(SOON)).noneMatch(line -> line.contains("Exception"));
        }
    }

    @EachJdk
    void secondOneSaysSoInOneLine(Jdk jdk) throws Exception {
        try (RunningApp app = Web.app().agent().jdk(jdk).start()) {
            app.port();
            Attach.agent(app);
            app.stderr().await(line("Last Call is given twice"), SOON);
            app.signal("TERM");
            assertThat(app.awaitExit(SOON).code()).isZero();
        }
    }
}
