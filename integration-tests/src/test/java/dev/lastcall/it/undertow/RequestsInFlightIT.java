package dev.lastcall.it.undertow;

import static dev.lastcall.it.undertow.Shop.began;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.App;
import dev.lastcall.harness.Exit;
import dev.lastcall.harness.Pace;
import dev.lastcall.harness.RawClient;
import dev.lastcall.harness.Request;
import dev.lastcall.harness.Response;
import dev.lastcall.harness.RunningApp;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests that are in flight at SIGTERM, of every kind: when is a request over? */
class RequestsInFlightIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int MIB = 1024 * 1024;

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.lastcall.it.undertow.Shop#all")
    void everyKindOfRequestToHandlersIsAnsweredWholeAndSaysClose(Shop shop) throws Exception {
        everyKindOfRequest(shop.handlers(), "", "/slow", "/async", "/report");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.lastcall.it.undertow.Shop#all")
    void everyKindOfRequestToServletsIsAnsweredWholeAndSaysClose(Shop shop) throws Exception {
        everyKindOfRequest(shop.servlets(), "/shop", "/slow", "/async", "/forward");
    }

    private void everyKindOfRequest(App shop, String context, String... slow) throws Exception {
        try (RunningApp app = shop.start();
                RawClient first = RawClient.connect(app.port());
                RawClient second = RawClient.connect(app.port());
                RawClient third = RawClient.connect(app.port());
                RawClient upload = RawClient.connect(app.port());
                RawClient stream = RawClient.connect(app.port(), Pace.bytesPerSecond(20 * MIB))) {
            RawClient[] clients = {first, second, third, upload, stream};
            for (int i = 0; i < slow.length; i++) {
                clients[i].send(Request.get(context + slow[i] + "?ms=4000&secret=1"));
                app.stdout().await(began(slow[i]), SOON);
            }
            stream.send(Request.get(context + "/stream?mb=50"));
            Request large = Request.of("POST", context + "/upload").body(new byte[3 * MIB]);
            Thread uploading = new Thread(() -> upload.send(large, Pace.bytesPerSecond(2 * MIB)), "upload");
            uploading.start();
            app.stdout().await(began("/upload"), SOON);
            app.stdout().await(began("/stream"), SOON);
            app.signal("TERM");

            for (RawClient client : clients) {
                Response response = client.read();
                assertThat(response.isComplete()).as(response.toString()).isTrue();
                assertThat(response.status()).isEqualTo(200);
                if (client == stream) { // its head was on the way before the drain
                    assertThat(response.bodyLength()).isEqualTo(50L * MIB);
                } else {
                    assertThat(response.announcesClose()).as(response.head()).isTrue();
                }
                if (client == upload) {
                    assertThat(response.text()).isEqualTo("received " + 3 * MIB);
                }
            }
            uploading.join();
            assertThat(app.awaitExit(SOON).code()).isZero();
            app.stderr().await(Pattern.compile("draining after SIGTERM: 5 requests"), SOON);
            assertThat(app.stderr().text()).contains("nothing lost").doesNotContain("secret");
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
    void streamThatBeginsDuringTheDrainKeepsItsChunksSoThatACutWouldShow(Shop shop) throws Exception {
        try (RunningApp app = shop.handlers().start();
                RawClient hold = RawClient.connect(app.port());
                RawClient client = RawClient.connect(app.port())) {
            hold.send(Request.get("/slow?ms=1500"));
            app.stdout().await(began("/slow"), SOON);
            app.signal("TERM");
            app.stderr().await(Shop.done("unready"), SOON);
            Response response = client.get("/stream?mb=2");
            assertThat(response.header("Transfer-Encoding")).contains("chunked");
            assertThat(response.announcesClose()).isTrue();
            assertThat(response.bodyLength()).isEqualTo(2L * MIB);
            assertThat(hold.read().isComplete()).isTrue();
            assertThat(app.awaitExit(SOON).code()).isZero();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.lastcall.it.undertow.Shop#each")
    void clientThatGoesAwayInMidRequestDoesNotHoldTheDrain(Shop shop) throws Exception {
        try (RunningApp app = shop.handlers().start();
                RawClient upload = RawClient.connect(app.port());
                RawClient stream = RawClient.connect(app.port(), Pace.bytesPerSecond(MIB));
                RawClient async = RawClient.connect(app.port());
                RawClient malformed = RawClient.connect(app.port())) {
            upload.sendRaw("POST /upload HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nhalf");
            stream.send(Request.get("/stream?mb=50"));
            async.send(Request.get("/async?ms=1500"));
            for (String path : new String[] {"/upload", "/stream", "/async"}) {
                app.stdout().await(began(path), SOON);
            }
            malformed.sendRaw("GET / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: x\r\nContent-Length: x\r\n\r\n");
            upload.reset();
            stream.reset();
            async.reset();
            app.signal("TERM");
            Exit exit = app.awaitExit(SOON);
            assertThat(exit.code()).isZero();
            assertThat(exit.sinceSignal()).isLessThan(Duration.ofSeconds(5));
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
