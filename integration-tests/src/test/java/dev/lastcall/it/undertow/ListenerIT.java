package dev.lastcall.it.undertow;

import static dev.lastcall.it.undertow.Shop.began;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.RawClient;
import dev.lastcall.harness.Request;
import dev.lastcall.harness.RunningApp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Ports close on the thread that accepts, and threads end at the end. */
class ListenerIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.lastcall.it.undertow.Shop#ends")
    void bothPortsOfAServerAreRefusedAsSoonAsTheirPhaseIsOver(Shop shop) throws Exception {
        try (RunningApp app = shop.handlers().argument("two").start()) {
            int first = app.port();
            int second = Integer.parseInt(
                    app.stdout().await(Pattern.compile("also on (\\d+)"), SOON).group(1));
            try (RawClient hold = RawClient.connect(second)) {
                hold.send(Request.get("/slow?ms=1200"));
                app.stdout().await(began("/slow"), SOON);
                app.signal("TERM");
                app.stderr().await(Shop.done("stop-accepting"), SOON);
                assertThat(RawClient.connect(first).isRefused()).isTrue();
                assertThat(RawClient.connect(second).isRefused()).isTrue();
                assertThat(hold.read().status()).isEqualTo(200);
                assertThat(app.awaitExit(SOON).code()).isZero();
            }
        }
    }

    /** The shop's own listener has two such threads. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.lastcall.it.undertow.Shop#ends")
    void connectionsThatWaitForABlockedThreadAreAcceptedAndServed(Shop shop) throws Exception {
        List<RawClient> waiting = new ArrayList<>();
        try (RunningApp app = shop.handlers().argument("own-listener").start()) {
            assertThat(RawClient.once(app.port(), Request.get("/slow")).status())
                    .isEqualTo(200);
            for (int i = 0; i < 16; i++) { // spread over the threads by hash: these block both
                RawClient blocking = RawClient.connect(app.port());
                blocking.send(Request.get("/io?ms=150"));
                waiting.add(blocking);
            }
            app.stdout().await(began("/io"), SOON);
            for (int i = 0; i < 16; i++) {
                RawClient client = RawClient.connect(app.port());
                client.send(Request.get("/slow"));
                waiting.add(client);
            }
            app.signal("TERM");
            for (RawClient client : waiting) {
                assertThat(client.read().status()).isEqualTo(200);
                client.close();
            }
            assertThat(app.awaitExit(SOON).code()).isZero();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.lastcall.it.undertow.Shop#each")
    void exitFollowsTheLastResponseAtOnceAndIsNotHeldByASelector(Shop shop) throws Exception {
        try (RunningApp app = shop.handlers().start();
                RawClient client = RawClient.connect(app.port())) {
            client.send(Request.get("/slow?ms=1500"));
            app.stdout().await(began("/slow"), SOON);
            app.signal("TERM");
            assertThat(client.read().isComplete()).isTrue();
            long answered = System.nanoTime();
            client.close();
            long exited = app.awaitExit(SOON).atNanos();
            System.out.println(
                    shop + ": exit " + Duration.ofNanos(exited - answered).toMillis() + " ms after the last response");
            assertThat(app.stderr().text()).contains("drained clean");
        }
    }
}
