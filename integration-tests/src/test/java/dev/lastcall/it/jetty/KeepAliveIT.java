package dev.lastcall.it.jetty;

import static dev.lastcall.it.jetty.JettyApp.began;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.Await;
import dev.lastcall.harness.Outcome;
import dev.lastcall.harness.RawClient;
import dev.lastcall.harness.Request;
import dev.lastcall.harness.Response;
import dev.lastcall.harness.RunningApp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No connection that is kept alive ends without having said so. */
class KeepAliveIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int CLIENTS = 50;

    @TempDir
    Path directory;

    @Test
    void clientsThatPostBackToBackAreToldToCloseAndLoseNothing() throws Exception {
        AtomicInteger answered = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        try (RunningApp app = JettyApp.compile(directory).start()) {
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

    @Test
    void requestThatBeganBeforeTheDrainSaysCloseWhateverItsKind() throws Exception {
        Request[] requests = {
            Request.get("/slow?ms=1000"),
            Request.of("HEAD", "/slow?ms=1000"),
            Request.get("/slow?ms=1000").http10().keepAlive(),
            Request.post("/slow?ms=1000"),
        };
        List<RawClient> clients = new ArrayList<>();
        try (RunningApp app = JettyApp.compile(directory).start()) {
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

    @Test
    void pipelinedRequestsAreAllServedAndTheLastSaysClose() throws Exception {
        try (RunningApp app = JettyApp.compile(directory).start();
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

    @Test
    void lateRequestOnAnIdleConnectionIsServedByDefault() throws Exception {
        Response late = lateRequest();
        assertThat(late.status()).isEqualTo(200);
        assertThat(late.announcesClose()).isTrue();
    }

    @Test
    void lateRequestIsRejectedIfSoWished() throws Exception {
        Response late = lateRequest("phases.stop-accepting.late-requests=reject");
        assertThat(late.status()).isEqualTo(503);
        assertThat(late.header("Retry-After")).isPresent();
        assertThat(late.announcesClose()).isTrue();
    }

    /** On a connection made before the drain, after the listener has closed. */
    private Response lateRequest(String... options) throws Exception {
        try (RunningApp app = JettyApp.compile(directory, options).start();
                RawClient busy = RawClient.connect(app.port());
                RawClient idle = RawClient.connect(app.port())) {
            assertThat(idle.get("/").announcesClose()).isFalse();
            busy.send(Request.get("/slow?ms=2000"));
            app.stdout().await(began("/slow"), SOON);
            app.signal("TERM");
            app.stderr().await(JettyApp.done("stop-accepting"), SOON);
            JettyApp.awaitRefusal(app.port());
            Response late = idle.get("/late");
            assertThat(busy.read().status()).isEqualTo(200);
            assertThat(app.awaitExit(SOON).code()).isZero();
            return late;
        }
    }
}
