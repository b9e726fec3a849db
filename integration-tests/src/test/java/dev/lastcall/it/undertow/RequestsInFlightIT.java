package dev.lastcall.it.undertow;

import static dev.lastcall.it.undertow.Shop.began;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.RawClient;
import dev.lastcall.harness.Request;
import dev.lastcall.harness.Response;
import dev.lastcall.harness.RunningApp;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests that are in flight in ways that only Undertow has: when is a request over? */
class RequestsInFlightIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.lastcall.it.undertow.Shop#all")
    void requestThatRestsInAServletItWasForwardedToIsAnsweredWholeAndSaysClose(Shop shop) throws Exception {
        try (RunningApp app = shop.servlets().start();
                RawClient client = RawClient.connect(app.port())) {
            client.send(Request.get("/shop/forward?ms=2500"));
            app.stdout().await(began("/forward"), SOON);
            app.signal("TERM");
            Response response = client.read();
            assertThat(response.text()).isEqualTo("done");
            assertThat(response.announcesClose()).isTrue();
            assertThat(app.awaitExit(SOON).code()).isZero();
            app.stderr().await(Pattern.compile("draining after SIGTERM: 1 request"), SOON);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.lastcall.it.undertow.Shop#ends")
    void handlerThatBlocksTheThreadOfItsConnectionHoldsNothingUpButItself(Shop shop) throws Exception {
        try (RunningApp app = shop.handlers().start();
                RawClient client = RawClient.connect(app.port())) {
            client.send(Request.get("/io?ms=2500"));
            app.stdout().await(began("/io"), SOON);
            app.signal("TERM");
            Response response = client.read();
            assertThat(response.text()).isEqualTo("done");
            assertThat(response.announcesClose()).isTrue();
            assertThat(app.awaitExit(SOON).code()).isZero();
            assertThat(app.stderr().text()).doesNotContain("Exception");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.lastcall.it.undertow.Shop#ends")
    void errorsIncludesAndContinuesLeaveNothingBehindInTheCount(Shop shop) throws Exception {
        try (RunningApp app = shop.servlets().start();
                RawClient client = RawClient.connect(app.port())) {
            for (int round = 0; round < 3; round++) {
                assertThat(client.get("/shop/error").status()).isEqualTo(500);
                assertThat(client.get("/shop/send-error").status()).isEqualTo(409);
                assertThat(client.get("/shop/include?ms=1").text()).isEqualTo("done");
                assertThat(client.get("/nowhere").status()).isEqualTo(404);
                assertThat(client.exchange(Request.of("POST", "/shop/upload")
                                        .header("Expect", "100-continue")
                                        .body(new byte[100]))
                                .text())
                        .isEqualTo("received 100");
            }
            app.signal("TERM");
            assertThat(app.awaitExit(SOON).code()).isZero();
            app.stderr().await(Pattern.compile("draining after SIGTERM: 0 requests"), SOON);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.lastcall.it.undertow.Shop#each")
    void handlerThatGoesOnAfterItsResponseIsWaitedFor(Shop shop) throws Exception {
        try (RunningApp app = shop.handlers().start();
                RawClient client = RawClient.connect(app.port())) {
            assertThat(client.get("/after?ms=1500").text()).isEqualTo("thanks");
            app.signal("TERM");
            assertThat(app.awaitExit(SOON).code()).isZero();
            app.stdout().await(Pattern.compile("ended /after"), SOON);
        }
    }
}
