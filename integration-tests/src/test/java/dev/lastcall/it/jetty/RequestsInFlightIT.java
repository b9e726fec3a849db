package dev.lastcall.it.jetty;

import static dev.lastcall.it.jetty.JettyApp.began;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.EachJdk;
import dev.lastcall.harness.Exit;
import dev.lastcall.harness.Jdk;
import dev.lastcall.harness.Pace;
import dev.lastcall.harness.RawClient;
import dev.lastcall.harness.Request;
import dev.lastcall.harness.Response;
import dev.lastcall.harness.RunningApp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests that are in flight at SIGTERM, of every kind: when is a request over? */
class RequestsInFlightIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int MIB = 1024 * 1024;

    @TempDir
    Path directory;

    @EachJdk
    void everyKindOfRequestIsAnsweredWholeAndSaysClose(Jdk jdk) throws Exception {
        try (RunningApp app = JettyApp.compile(directory).jdk(jdk).start();
                RawClient slow = RawClient.connect(app.port());
                RawClient async = RawClient.connect(app.port());
                RawClient upload = RawClient.connect(app.port())) {
            slow.send(Request.get("/slow?ms=1500&secret=1"));
            async.send(Request.get("/async?ms=1500"));
            CompletableFuture<Void> uploading = CompletableFuture.runAsync(() ->
                    upload.send(Request.of("POST", "/upload").body(new byte[3 * MIB]), Pace.bytesPerSecond(2 * MIB)));
            for (String path : new String[] {"/slow", "/async", "/upload"}) {
                app.stdout().await(began(path), SOON);
            }
            app.signal("TERM");

            for (RawClient client : new RawClient[] {slow, async, upload}) {
                Response response = client.read();
                assertThat(response.isComplete()).as(response.toString()).isTrue();
                assertThat(response.status()).isEqualTo(200);
                assertThat(response.announcesClose()).isTrue();
                if (client == upload) {
                    assertThat(response.text()).isEqualTo("received " + 3 * MIB);
                }
            }
            uploading.join();
            assertThat(app.awaitExit(SOON).code()).isZero();
            app.stderr().await(Pattern.compile("draining after SIGTERM: 3 requests"), SOON);
            assertThat(app.stderr().text()).doesNotContain("secret");
        }
    }

    @Test
    void largeResponseReachesSlowReaderToTheLastByte() throws Exception {
        try (RunningApp app = JettyApp.compile(directory).start();
                RawClient client = RawClient.connect(app.port(), Pace.bytesPerSecond(20 * MIB))) {
            client.send(Request.get("/stream?mb=50"));
            app.stdout().await(began("/stream"), SOON);
            app.signal("TERM");
            Response response = client.read();
            assertThat(response.isComplete()).as(response.toString()).isTrue();
            assertThat(response.bodyLength()).isEqualTo(50L * MIB);
            assertThat(app.awaitExit(SOON).code()).isZero();
        }
    }

    @Test
    void streamThatBeginsDuringTheDrainKeepsItsChunksSoThatACutWouldShow() throws Exception {
        try (RunningApp app = JettyApp.compile(directory).start();
                RawClient hold = RawClient.connect(app.port());
                RawClient client = RawClient.connect(app.port())) {
            hold.send(Request.get("/slow?ms=1500"));
            app.stdout().await(began("/slow"), SOON);
            app.signal("TERM");
            app.stderr().await(JettyApp.done("unready"), SOON);
            Response response = client.get("/stream?mb=2");
            assertThat(response.header("Transfer-Encoding")).contains("chunked");
            assertThat(response.announcesClose()).isTrue();
            assertThat(response.bodyLength()).isEqualTo(2L * MIB);
            assertThat(hold.read().isComplete()).isTrue();
            assertThat(app.awaitExit(SOON).code()).isZero();
        }
    }

    @Test
    void clientThatGoesAwayInMidRequestDoesNotHoldTheDrain() throws Exception {
        try (RunningApp app = JettyApp.compile(directory).start();
                RawClient upload = RawClient.connect(app.port());
                RawClient stream = RawClient.connect(app.port(), Pace.bytesPerSecond(MIB));
                RawClient malformed = RawClient.connect(app.port())) {
            upload.sendRaw("POST /upload HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nhalf");
            stream.send(Request.get("/stream?mb=50"));
            app.stdout().await(began("/upload"), SOON);
            app.stdout().await(began("/stream"), SOON);
            malformed.sendRaw("GET / HTTP/1.1\r\nHost: x\r\nno colon\r\n\r\n");
            assertThat(malformed.read().status()).isEqualTo(400);
            upload.reset();
            stream.reset();
            app.signal("TERM");
            Exit exit = app.awaitExit(SOON);
            assertThat(exit.code()).isZero();
            assertThat(exit.sinceSignal()).isLessThan(Duration.ofSeconds(5));
        }
    }
}
