package dev.lastcall.it.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.Exit;
import dev.lastcall.harness.Outcome;
import dev.lastcall.harness.Pace;
import dev.lastcall.harness.RawClient;
import dev.lastcall.harness.Request;
import dev.lastcall.harness.Response;
import dev.lastcall.harness.RunningApp;
import java.io.ByteArrayInputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests in flight at SIGTERM: every one gets its whole response, and the process ends. */
class NettyRequestsIT {

    @EachNettyAndJdk
    void slowRequestsOfAllKindsFinish(Netty netty) throws Exception {
        try (RunningApp app = netty.quotes().start();
                RawClient later = RawClient.connect(app.port());
                RawClient blocking = RawClient.connect(app.port());
                RawClient old = RawClient.connect(app.port());
                RawClient reader = RawClient.connect(app.port(), Pace.bytesPerSecond(10_000_000));
                RawClient uploader = RawClient.connect(app.port())) {
            later.send(Request.get("/later?n=2500"));
            old.send(Request.get("/later?n=2500").http10().keepAlive());
            reader.send(Request.get("/bytes?n=20000000"));
            uploader.sendRaw("POST /count HTTP/1.1\r\nContent-Length: 10\r\n\r\n12345");
            blocking.send(Request.get("/block?n=1500"));
            Netty.awaitAsked(app, 3);
            app.signal("TERM");
            app.stderr().await(Pattern.compile("draining after SIGTERM"), Netty.SOON);
            assertThat(blocking.read().text()).isEqualTo("blocked\n");
            uploader.sendRaw("67890");
            assertWholeAndClosing(uploader, "10\n");
            assertWholeAndClosing(later, "later\n");
            Response oldStyle = old.read();
            assertThat(oldStyle.text()).isEqualTo("later\n");
            assertThat(oldStyle.announcesClose()).isTrue();
            Response large = reader.read();
            assertThat(large.outcome()).isEqualTo(Outcome.COMPLETE);
            assertThat(large.bodyLength()).isEqualTo(20_000_000);
            assertCleanExit(app);
            assertThat(app.stdout().soFar()).doesNotContain("stopping everything");
        }
    }

    /** The kernel has no room for them, so they are in flight. */
    @EachNetty
    void responsesThatWereEncodedBeforeTheDrainAreWrittenToTheEnd(Netty netty) throws Exception {
        try (RunningApp app = netty.quotes().start();
                RawClient pipelined = RawClient.connect(app.port())) {
            pipelined.send(Request.get("/bytes?n=20000000"));
            pipelined.send(Request.get("/bytes?n=10"));
            // One write: the upload has begun when the request before it has been asked, and ends when the test says
            // so.
            pipelined.sendRaw("GET /later?n=1 HTTP/1.1\r\n\r\nPOST /count HTTP/1.1\r\nContent-Length: 10\r\n\r\n12345");
            Netty.awaitAsked(app, 1);
            try (Socket alone = Netty.hasBegunToReadMuch(app)) {
                app.signal("TERM");
                app.stderr()
                        .await(
                                Pattern.compile(
                                        "drain-requests: 5 requests in flight, 2 connections open, oldest GET /bytes"),
                                Netty.SOON);
                assertThat(pipelined.read().bodyLength()).isEqualTo(20_000_000);
                assertThat(pipelined.read().bodyLength()).isEqualTo(10);
                assertThat(pipelined.read().text()).isEqualTo("later\n");
                pipelined.sendRaw("67890");
                assertWholeAndClosing(pipelined, "10\n");
                assertThat(alone.getInputStream().readAllBytes()).hasSizeGreaterThan(20_000_000);
                assertCleanExit(app);
            }
        }
    }

    @EachNetty
    void streamsAndPipelinedRequestsFinish(Netty netty) throws Exception {
        try (RunningApp app = netty.feed().start();
                RawClient stream = RawClient.connect(app.port());
                RawClient slowReader = RawClient.connect(app.port(), Pace.bytesPerSecond(20_000_000));
                RawClient pipelined = RawClient.connect(app.port());
                RawClient upload = RawClient.connect(app.port())) {
            stream.send(Request.get("/?pieces=100&size=100&ms=20"));
            slowReader.send(Request.get("/?pieces=250&size=200000"));
            for (int i = 0; i < 5; i++) {
                pipelined.send(Request.get("/?pieces=10&size=10&ms=50"));
            }
            upload.sendRaw("POST /?pieces=0 HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
            upload.sendRaw("12");
            Netty.awaitAsked(app, 3);
            app.signal("TERM");
            app.stderr().await(Pattern.compile("draining after SIGTERM"), Netty.SOON);
            for (int i = 0; i < 5; i++) {
                Response response = pipelined.read();
                assertThat(response.bodyLength()).as("response " + i).isEqualTo(104);
                assertThat(response.announcesClose()).as("close at " + i).isEqualTo(i == 4);
            }
            assertThat(pipelined.awaitEnd()).isEqualTo(Outcome.CLOSED);
            upload.sendRaw("34");
            Response uploaded = upload.read();
            assertThat(uploaded.header("Received")).contains("4");
            assertThat(uploaded.announcesClose()).isTrue();
            assertThat(stream.read().bodyLength()).isEqualTo(100 * 100 + 4);
            Response large = slowReader.read();
            assertThat(large.outcome()).isEqualTo(Outcome.COMPLETE);
            assertThat(large.bodyLength()).isEqualTo(250 * 200_000 + 4);
            assertCleanExit(app);
        }
    }

    /** Netty compresses each response in a channel of its own, on an event loop that is none. */
    @EachNetty
    void compressedResponsesFinish(Netty netty) throws Exception {
        try (RunningApp app = netty.quotes().start();
                RawClient client = RawClient.connect(app.port())) {
            Response before = client.exchange(Request.get("/fast").header("Accept-Encoding", "gzip"));
            assertThat(before.header("Content-Encoding")).contains("gzip");
            assertThat(before.announcesClose()).isFalse();
            client.send(Request.get("/later?n=2000").header("Accept-Encoding", "gzip"));
            Netty.awaitAsked(app, 1);
            app.signal("TERM");
            Response last = client.read();
            assertThat(last.isComplete()).as(last.toString()).isTrue();
            assertThat(last.announcesClose()).isTrue();
            GZIPInputStream content = new GZIPInputStream(new ByteArrayInputStream(last.bodyStart()));
            assertThat(content.readAllBytes()).asString().isEqualTo("later\n");
            assertCleanExit(app);
        }
    }

    @EachNetty
    void readinessFailsAtOnceAndAllElseIsServedOn(Netty netty) throws Exception {
        try (RunningApp app = netty.quotes("phases.lame-duck.quiet=2s", "phases.lame-duck.max=4s")
                        .start();
                RawClient slow = RawClient.connect(app.port());
                RawClient kept = RawClient.connect(app.port())) {
            assertThat(kept.get("/health").status()).isEqualTo(200);
            slow.send(Request.get("/later?n=1500"));
            Netty.awaitAsked(app, 1);
            app.signal("TERM");
            app.stderr().await(Pattern.compile("unready done"), Netty.SOON);
            Response probe = kept.get("/health?verbose");
            assertThat(probe.status()).isEqualTo(503);
            assertThat(probe.header("Retry-After")).isPresent();
            assertThat(probe.text()).isEqualTo("{\"status\":\"draining\",\"ready\":false}");
            assertThat(probe.announcesClose()).isTrue();
            Response head = RawClient.once(app.port(), Request.of("HEAD", "/health"));
            assertThat(head.status()).isEqualTo(503);
            assertThat(RawClient.once(app.port(), Request.post("/health")).status())
                    .isEqualTo(200);
            assertWholeAndClosing(app, "/live", "hello\n");
            assertWholeAndClosing(app, "/constant", "constant\n");
            assertWholeAndClosing(app, "/void", "void\n");
            assertThat(RawClient.once(app.port(), Request.get("/fail")).status())
                    .isEqualTo(500);
            try (RawClient both = RawClient.connect(app.port())) {
                both.sendRaw("GET /health HTTP/1.1\r\n\r\nGET /fast HTTP/1.1\r\n\r\n");
                Response first = both.read();
                assertThat(first.status()).isEqualTo(503);
                assertThat(first.announcesClose()).isFalse();
                assertWholeAndClosing(both, "hello\n");
            }
            assertThat(slow.read().text()).isEqualTo("later\n");
            assertCleanExit(app);
        }
    }

    @EachNetty
    void whatEndsWithoutAResponseIsNotWaitedFor(Netty netty) throws Exception {
        try (RunningApp app = netty.quotes().start()) {
            for (int i = 0; i < 10; i++) {
                try (RawClient gone = RawClient.connect(app.port())) {
                    gone.send(Request.get("/never"));
                    Netty.awaitAsked(app, i + 1);
                    if (i % 2 == 0) {
                        gone.reset();
                    }
                }
            }
            try (RawClient malformed = RawClient.connect(app.port())) {
                malformed.sendRaw("GET / HTTP/1.1\r\nX" + "x".repeat(20_000) + ": y\r\n\r\n");
                malformed.read();
            }
            try (RawClient half = RawClient.connect(app.port())) {
                half.sendRaw("GET / HTTP/1.1\r\nHost:");
                app.signal("TERM");
                assertCleanExit(app); // the server may hear of the last one's end after the signal
            }
        }
    }

    @EachNetty
    void lateRequestsAreRejectedOnRequest(Netty netty) throws Exception {
        try (RunningApp app = netty.quotes("phases.stop-accepting.late-requests=reject")
                        .start();
                RawClient slow = RawClient.connect(app.port());
                RawClient kept = RawClient.connect(app.port());
                RawClient uploader = RawClient.connect(app.port())) {
            assertThat(kept.get("/fast").status()).isEqualTo(200);
            assertThat(uploader.get("/fast").status()).isEqualTo(200);
            slow.send(Request.get("/later?n=2500"));
            Netty.awaitAsked(app, 1);
            app.signal("TERM");
            app.stderr().await(Pattern.compile("stop-accepting done"), Netty.SOON);
            Response late = kept.get("/fast");
            assertThat(late.status()).isEqualTo(503);
            assertThat(late.header("Retry-After")).isPresent();
            assertThat(late.announcesClose()).isTrue();
            assertThat(uploader.exchange(Request.of("POST", "/count").body(new byte[1000_000]))
                            .status())
                    .isEqualTo(503);
            assertThat(RawClient.once(app.port(), Request.get("/fast")).outcome())
                    .isEqualTo(Outcome.REFUSED);
            assertThat(slow.read().text()).isEqualTo("later\n");
            assertCleanExit(app);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.lastcall.it.netty.Netty#newest")
    void exitFollowsTheLastResponseAtOnce(Netty netty) throws Exception {
        try (RunningApp app = netty.quotes().start();
                RawClient slow = RawClient.connect(app.port())) {
            slow.send(Request.get("/later?n=2000"));
            Netty.awaitAsked(app, 1);
            app.signal("TERM");
            assertThat(slow.read().text()).isEqualTo("later\n");
            long last = System.nanoTime();
            Exit exit = assertCleanExit(app);
            System.out.println(netty + ": from the last response to the exit "
                    + Duration.ofNanos(exit.atNanos() - last).toMillis() + " ms");
        }
    }

    private static void assertWholeAndClosing(RunningApp app, String path, String text) throws Exception {
        try (RawClient client = RawClient.connect(app.port())) {
            client.send(Request.get(path));
            assertWholeAndClosing(client, text);
        }
    }

    private static void assertWholeAndClosing(RawClient client, String text) throws Exception {
        Response response = client.read();
        assertThat(response.outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(response.text()).isEqualTo(text);
        assertThat(response.headers("Connection")).containsExactly("close");
        assertThat(client.awaitEnd()).isEqualTo(Outcome.CLOSED);
    }

    static Exit assertCleanExit(RunningApp app) throws Exception {
        Exit exit = app.awaitExit(Netty.SOON);
        assertThat(exit.code()).as(app.stderr().text()).isZero();
        app.stderr().await(Pattern.compile("drained clean in .*: nothing lost"), Netty.SOON);
        assertThat(app.stderr().text()).doesNotContain("switched off");
        return exit;
    }
}
