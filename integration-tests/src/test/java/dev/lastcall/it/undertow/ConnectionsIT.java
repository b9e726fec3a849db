package dev.lastcall.it.undertow;

import static dev.lastcall.it.undertow.Shop.began;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.Await;
import dev.lastcall.harness.Outcome;
import dev.lastcall.harness.RawClient;
import dev.lastcall.harness.Request;
import dev.lastcall.harness.Response;
import dev.lastcall.harness.RunningApp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No connection that is kept alive ends without having said so. */
class ConnectionsIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int CLIENTS = 50;

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.lastcall.it.undertow.Shop#each")
    void clientsThatPostBackToBackAreToldToCloseAndLoseNothing(Shop shop) throws Exception {
        AtomicInteger answered = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        try (RunningApp app = shop.handlers().start()) {
            int port = app.port();
            List<Future<Response>> last = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                last.add(threads.submit(postUntilToldToStop(port, answered)));
            }
            Await.until("load", SOON, () -> answered.get() > 1000);
            app.signal("TERM");
            for (Future<Response> response : last) {
                assertThat(response.get().outcome()).isEqualTo(Outcome.COMPLETE);
                assertThat(response.get().status()).isEqualTo(200);
                assertThat(response.get().announcesClose()).isTrue();
            }
            assertThat(app.awaitExit(SOON).code()).isZero();
        } finally {
            threads.shutdownNow();
        }
    }

    /** The last response: one that announces the close, or the one that did not come. */
    private static Callable<Response> postUntilToldToStop(int port, AtomicInteger answered) {
        return () -> {
            try (RawClient client = RawClient.connect(port)) {
                while (true) {
                    Response response = client.exchange(Request.post("/order"));
                    answered.incrementAndGet();
                    if (!response.isComplete() || response.announcesClose()) {
                        return response;
                    }
                }
            }
        };
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.lastcall.it.undertow.Shop#ends")
    void requestThatBeganBeforeTheDrainSaysCloseWhateverItsKind(Shop shop) throws Exception {
        Request[] requests = {
            Request.get("/slow?ms=1000"),
            Request.of("HEAD", "/slow?ms=1000"),
            Request.get("/slow?ms=1000").http10().keepAlive(),
            Request.post("/slow?ms=1000"),
            Request.of("POST", "/slow?ms=1000").body(new byte[100_000]),
        };
        List<RawClient> clients = new ArrayList<>();
        try (RunningApp app = shop.handlers().start()) {
            for (Request request : requests) {
                RawClient client = RawClient.connect(app.port());
                clients.add(client);
                client.get("/warm-up");
                client.send(request);
            }
            app.stdout().await(began("/slow"), SOON);
            app.signal("TERM");
            for (RawClient client : clients) {
                Response response = client.read();
                assertThat(response.isComplete()).as(response.toString()).isTrue();
                assertThat(response.header("Connection")).contains("close");
                assertThat(client.awaitEnd()).isEqualTo(Outcome.CLOSED);
                client.close();
            }
            assertThat(app.awaitExit(SOON).code()).isZero();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.lastcall.it.undertow.Shop#ends")
    void responseWithoutContentSaysCloseToo(Shop shop) throws Exception {
        try (RunningApp app = shop.handlers().start();
                RawClient hold = RawClient.connect(app.port());
                RawClient client = RawClient.connect(app.port())) {
            assertThat(client.get("/empty").status()).isEqualTo(204);
            hold.send(Request.get("/slow?ms=1500"));
            app.stdout().await(began("/slow"), SOON);
            app.signal("TERM");
            app.stderr().await(Shop.done("unready"), SOON);
            Response response = client.get("/empty");
            assertThat(response.status()).isEqualTo(204);
            assertThat(response.announcesClose()).isTrue();
            assertThat(client.awaitEnd()).isEqualTo(Outcome.CLOSED);
            assertThat(hold.read().isComplete()).isTrue();
            assertThat(app.awaitExit(SOON).code()).isZero();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.lastcall.it.undertow.Shop#ends")
    void uploadThatNobodyReadsIsTakenInSoThatItsResponseIsNotReset(Shop shop) throws Exception {
        try (RunningApp app = shop.handlers().start();
                RawClient hold = RawClient.connect(app.port());
                RawClient client = RawClient.connect(app.port())) {
            hold.send(Request.get("/slow?ms=1500"));
            app.stdout().await(began("/slow"), SOON);
            app.signal("TERM");
            app.stderr().await(Shop.done("unready"), SOON);
            client.send(Request.of("POST", "/refused-upload").body(new byte[8 * 1024 * 1024]));
            Response response = client.read();
            assertThat(response.text()).as(response.toString()).isEqualTo("no room");
            assertThat(response.announcesClose()).isTrue();
            assertThat(client.awaitEnd()).isEqualTo(Outcome.CLOSED);
            assertThat(hold.read().isComplete()).isTrue();
            assertThat(app.awaitExit(SOON).code()).isZero();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.lastcall.it.undertow.Shop#each")
    void pipelinedRequestsAreAllServedAndTheLastSaysClose(Shop shop) throws Exception {
        try (RunningApp app = shop.handlers().start();
                RawClient client = RawClient.connect(app.port())) {
            String one = "GET /slow?ms=400 HTTP/1.1\r\nHost: x\r\n\r\n";
            client.sendRaw(one + one + one);
            app.stdout().await(began("/slow"), SOON);
            app.signal("TERM");
            for (int i = 1; i <= 3; i++) {
                Response response = client.read();
                assertThat(response.isComplete()).as(response.toString()).isTrue();
                assertThat(response.announcesClose()).isEqualTo(i == 3);
            }
            assertThat(client.awaitEnd()).isEqualTo(Outcome.CLOSED);
            assertThat(app.awaitExit(SOON).code()).isZero();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.lastcall.it.undertow.Shop#ends")
    void lateRequestOnAnIdleConnectionIsServedByDefault(Shop shop) throws Exception {
        Response late = lateRequest(shop);
        assertThat(late.status()).isEqualTo(200);
        assertThat(late.announcesClose()).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.lastcall.it.undertow.Shop#ends")
    void lateRequestIsRejectedIfSoWished(Shop shop) throws Exception {
        Response late = lateRequest(shop, "phases.stop-accepting.late-requests=reject");
        assertThat(late.status()).isEqualTo(503);
        assertThat(late.header("Retry-After")).isPresent();
        assertThat(late.announcesClose()).isTrue();
    }

    /** On a connection made before the drain, after the listener has closed. */
    private Response lateRequest(Shop shop, String... options) throws Exception {
        try (RunningApp app = shop.handlers(options).start();
                RawClient busy = RawClient.connect(app.port());
                RawClient idle = RawClient.connect(app.port())) {
            assertThat(idle.get("/").announcesClose()).isFalse();
            busy.send(Request.get("/slow?ms=2000"));
            app.stdout().await(began("/slow"), SOON);
            app.signal("TERM");
            app.stderr().await(Shop.done("stop-accepting"), SOON);
            assertThat(RawClient.connect(app.port()).isRefused()).isTrue();
            Response late = idle.exchange(Request.of("POST", "/late").body(new byte[10]));
            assertThat(busy.read().status()).isEqualTo(200);
            assertThat(app.awaitExit(SOON).code()).isZero();
            return late;
        }
    }
}
