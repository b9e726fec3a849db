package dev.lastcall.it.http;

import static dev.lastcall.it.http.Service.began;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.Pace;
import dev.lastcall.harness.RawClient;
import dev.lastcall.harness.Request;
import dev.lastcall.harness.Response;
import dev.lastcall.harness.RunningApp;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/** Requests that are in flight at SIGTERM, of every kind: when is a request over? */
public abstract class InFlight {
    static final Duration SOON = Duration.ofSeconds(30);
    static final int MIB = 1024 * 1024;

    @EachCell
    void everyKindOfRequestIsAnsweredWholeAndSaysClose(Service.Cell cell) throws Exception {
        try (RunningApp app = cell.app().start();
                RawClient slow = RawClient.connect(app.port());
                RawClient async = RawClient.connect(app.port());
                RawClient upload = RawClient.connect(app.port());
                RawClient stream = RawClient.connect(app.port(), Pace.bytesPerSecond(20 * MIB))) {
            slow.send(Request.get("/slow?ms=1500&secret=1"));
            async.send(Request.get("/async?ms=1500"));
            CompletableFuture<Void> uploading = CompletableFuture.runAsync(() ->
                    upload.send(Request.of("POST", "/upload").body(new byte[3 * MIB]), Pace.bytesPerSecond(2 * MIB)));
            for (String path : new String[] {"/slow", "/async", "/upload"}) {
                app.stdout().await(began(path), SOON);
            }
            app.signal("TERM");
            app.stderr().await(Service.done("unready"), SOON);
            stream.send(Request.get("/stream?mb=20"));

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
            Response streamed = stream.read();
            assertThat(streamed.isComplete()).as(streamed.toString()).isTrue();
            assertThat(streamed.bodyLength()).isEqualTo(20L * MIB);
            assertThat(streamed.header("Transfer-Encoding")).contains("chunked"); // so that a cut would show
            assertThat(streamed.announcesClose()).isTrue();
            assertThat(app.awaitExit(SOON).code()).isZero();
            app.stderr().await(Pattern.compile("draining after SIGTERM: 3 requests"), SOON);
            assertThat(app.stderr().text())
                    .contains("nothing lost")
                    .doesNotContain("secret", "switched off", "Exception");
        }
    }

    @EachCell
    void largeResponseThatHadBegunReachesASlowReaderToTheLastByte(Service.Cell cell) throws Exception {
        try (RunningApp app = cell.app().start();
                RawClient client = RawClient.connect(app.port(), Pace.bytesPerSecond(25 * MIB))) {
            client.send(Request.get("/stream?mb=50"));
            app.stdout().await(began("/stream"), SOON);
            app.signal("TERM");
            Response response = client.read();
            assertThat(response.isComplete()).as(response.toString()).isTrue();
            assertThat(response.bodyLength()).isEqualTo(50L * MIB);
            assertThat(app.awaitExit(SOON).code()).isZero();
        }
    }
}
