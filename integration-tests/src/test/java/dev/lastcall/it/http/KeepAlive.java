package dev.lastcall.it.http;

import static dev.lastcall.it.http.Service.began;
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

/** No connection that is kept alive ends without having said so. */
public abstract class KeepAlive {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int CLIENTS = 50;

    /** All of them fit into what any server reads at once. */
    private static final int FOLLOWING = 50;

    @EachCell
    void clientsThatPostBackToBackAreToldToCloseAndLoseNothing(Service.Cell cell) throws Exception {
        AtomicInteger answered = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        try (RunningApp app = cell.app().start()) {
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

    @EachCell
    void requestThatBeganBeforeTheDrainSaysCloseWhateverItsKind(Service.Cell cell) throws Exception {
        Request[] requests = {
            Request.get("/slow?ms=3000"),
            Request.of("HEAD", "/slow?ms=3000"),
            Request.get("/slow?ms=3000").http10().keepAlive(),
            Request.post("/slow?ms=3000"),
            Request.of("POST", "/slow?ms=3000").body(new byte[100_000]),
        };
        List<RawClient> clients = new ArrayList<>();
        try (RunningApp app = cell.app().start()) {
            while (clients.size() < requests.length) {
                RawClient client = RawClient.connect(app.port());
                clients.add(client);
                assertThat(client.get("/warm-up").announcesClose()).isFalse();
            }
            for (int i = 0; i < requests.length; i++) {
                clients.get(i).send(requests[i]);
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

    /** The first one lasts until the drain waits for the last request; then it must find one in flight at every look. */
    @EachCell
    void pipelinedRequestsAreAllServedAndTheLastSaysClose(Service.Cell cell) throws Exception {
        for (String path : new String[] {"/slow", "/async"}) {
            try (RunningApp app = cell.app().start();
                    RawClient client = RawClient.connect(app.port())) {
                client.sendRaw(get(path, 1500) + get(path, 3).repeat(FOLLOWING));
                app.stdout().await(began(path), SOON);
                app.signal("TERM");
                for (int i = 0; i <= FOLLOWING; i++) {
                    Response response = client.read();
                    assertThat(response.isComplete()).as(response.toString()).isTrue();
                    assertThat(response.status()).as("status of response " + i).isEqualTo(200);
                    assertThat(response.announcesClose()).isEqualTo(i == FOLLOWING);
                }
                assertThat(client.awaitEnd()).isEqualTo(Outcome.CLOSED);
                assertThat(app.awaitExit(SOON).code()).isZero();
            }
        }
    }

    private static String get(String path, int millis) {
        return "GET " + path + "?ms=" + millis + " HTTP/1.1\r\nHost: x\r\n\r\n";
    }

    @EachCell
    void lateRequestOnAnIdleConnectionIsServedByDefault(Service.Cell cell) throws Exception {
        Response late = lateRequest(cell);
        assertThat(late.status()).isEqualTo(200);
        assertThat(late.announcesClose()).isTrue();
    }

    @EachCell
    void lateRequestIsRejectedIfSoWished(Service.Cell cell) throws Exception {
        Response late = lateRequest(cell, "phases.stop-accepting.late-requests=reject");
        assertThat(late.status()).isEqualTo(503);
        assertThat(late.header("Retry-After")).isPresent();
        assertThat(late.announcesClose()).isTrue();
    }

    /** On a connection made before the drain, after the listener has closed. */
    private static Response lateRequest(Service.Cell cell, String... options) throws Exception {
        try (RunningApp app = cell.app(options).start();
                RawClient busy = RawClient.connect(app.port());
                RawClient idle = RawClient.connect(app.port())) {
            assertThat(idle.get("/fast").announcesClose()).isFalse();
            busy.send(Request.get("/slow?ms=3000"));
            app.stdout().await(began("/slow"), SOON);
            app.signal("TERM");
            app.stderr().await(Service.done("stop-accepting"), SOON);
            awaitRefusal(app.port());
            Response late = idle.exchange(Request.of("POST", "/late").body(new byte[10]));
            assertThat(busy.read().status()).isEqualTo(200);
            assertThat(app.awaitExit(SOON).code()).isZero();
            return late;
        }
    }

    /** The JDK closes a listening socket for good when the thread inside accept has noticed, which may take a moment. */
    static void awaitRefusal(int port) throws Exception {
        Await.until("connections are refused", SOON, () -> {
            try (RawClient client = RawClient.connect(port)) {
                return client.isRefused();
            }
        });
    }
}
