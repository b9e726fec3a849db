package dev.lastcall.it.undertow;

import static dev.lastcall.it.undertow.Shop.began;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.Outcome;
import dev.lastcall.harness.RawClient;
import dev.lastcall.harness.Request;
import dev.lastcall.harness.Response;
import dev.lastcall.harness.RunningApp;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests that do not end in time, in ways that only Undertow has. */
class StragglersIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.lastcall.it.undertow.Shop#each")
    void stragglerThatBlocksTheThreadOfItsConnectionIsAnsweredToo(Shop shop) throws Exception {
        try (RunningApp app = shop.handlers("phases.drain-requests.timeout=1s", "phases.drain-tasks.timeout=1s")
                        .start();
                RawClient stuck = RawClient.connect(app.port())) {
            stuck.send(Request.get("/io?ms=60000"));
            app.stdout().await(began("/io"), SOON);
            app.signal("TERM");
            Response safe = stuck.read();
            assertThat(safe.isComplete()).as(safe.toString()).isTrue();
            assertThat(safe.status()).isEqualTo(503);
            assertThat(safe.header("Retry-After")).isPresent();
            assertThat(safe.announcesClose()).isTrue();
            assertThat(stuck.awaitEnd()).isEqualTo(Outcome.CLOSED);
            assertThat(app.awaitExit(SOON).code()).isEqualTo(143);
        }
    }

    /** The handlers are interrupted after the answer, and then write what nobody must see. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.lastcall.it.undertow.Shop#each")
    void handlerThatAnswersAfterTheAgentDidIsNotHeardAndIsToldThatAllWentWell(Shop shop) throws Exception {
        try (RunningApp app = shop.handlers(
                                "phases.drain-requests.timeout=1s",
                                "phases.drain-tasks.timeout=1s",
                                "phases.drain-requests.on-timeout=interrupt")
                        .start();
                RawClient client = RawClient.connect(app.port())) {
            client.send(Request.get("/report?ms=60000"));
            app.stdout().await(began("/report"), SOON);
            app.signal("TERM");
            assertThat(client.read().status()).isEqualTo(503);
            assertThat(client.awaitEnd()).isEqualTo(Outcome.CLOSED);
            app.stdout().await(Pattern.compile("interrupted"), SOON);
            assertThat(app.awaitExit(SOON).code()).isEqualTo(143);
            assertThat(app.stderr().text()).doesNotContain("Exception");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.lastcall.it.undertow.Shop#ends")
    void responseThatIsUnderWayWhenTimeIsUpIsSeenToBeCut(Shop shop) throws Exception {
        try (RunningApp app = shop.handlers("phases.drain-requests.timeout=1s", "phases.drain-tasks.timeout=1s")
                        .start();
                RawClient client = RawClient.connect(app.port())) {
            client.send(Request.get("/stream?mb=50"));
            app.stdout().await(began("/stream"), SOON);
            app.signal("TERM");
            app.stderr().await(Pattern.compile("drain-requests requests were cut|requests were cut"), SOON);
            assertThat(client.read().outcome()).isEqualTo(Outcome.CUT);
            assertThat(app.awaitExit(SOON).code()).isEqualTo(143);
        }
    }
}
