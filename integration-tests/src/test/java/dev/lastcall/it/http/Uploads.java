package dev.lastcall.it.http;

import static dev.lastcall.it.http.Service.began;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.Exit;
import dev.lastcall.harness.Outcome;
import dev.lastcall.harness.RawClient;
import dev.lastcall.harness.Request;
import dev.lastcall.harness.Response;
import dev.lastcall.harness.RunningApp;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/** Clients that stop in the middle of an upload, and what others wait for because of them. */
public abstract class Uploads {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration BETWEEN_DRIPS = Duration.ofMillis(300);

    /** Much less than the grace period, so that only what was done early can be done by then. */
    private static final Duration EARLY = Duration.ofSeconds(12);

    private static final String[] GRACE = {
        "grace-period=40s", "exit.reserve=2s", "phases.drain-requests.stalled-after=2s"
    };

    @EachCell
    void stalledUploadIsAnsweredFirstAndThoseThatWaitForItsLockAreServed(Service.Cell cell) throws Exception {
        try (RunningApp app = cell.app(GRACE).start();
                RawClient stalled = RawClient.connect(app.port());
                RawClient whole = RawClient.connect(app.port());
                RawClient chunked = RawClient.connect(app.port());
                RawClient third = RawClient.connect(app.port())) {
            stalled.sendRaw("POST /ledger HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nhalf");
            app.stdout().await(Pattern.compile("writes /ledger$"), SOON);
            whole.send(Request.of("POST", "/ledger").body(new byte[5000]));
            chunked.send(Request.of("POST", "/ledger").chunked(new byte[5000], 1000));
            third.send(Request.of("POST", "/ledger").body(new byte[5000]));
            app.stdout().await(began("/ledger"), 3, SOON);
            app.signal("TERM");

            assertAnswered(stalled);
            for (RawClient client : new RawClient[] {whole, chunked, third}) {
                Response response = client.read();
                assertThat(response.isComplete()).as(response.toString()).isTrue();
                assertThat(response.status()).isEqualTo(200);
                assertThat(response.text()).isEqualTo("received 5000");
            }
            assertForced(app, "1 request answered 503 for a stalled upload; exit code 143", "POST /ledger");
        }
    }

    @EachCell
    void stalledUploadThatNoThreadWaitsForIsAnsweredAndADrippingOneIsServed(Service.Cell cell) throws Exception {
        try (RunningApp app = cell.app(GRACE).start();
                RawClient dripping = RawClient.connect(app.port());
                RawClient chunked = RawClient.connect(app.port());
                RawClient stalled = RawClient.connect(app.port());
                RawClient bodiless = RawClient.connect(app.port());
                RawClient headless = RawClient.connect(app.port())) {
            dripping.sendRaw("POST /upload-async HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
            AtomicBoolean enough = new AtomicBoolean();
            CompletableFuture<Integer> drips = CompletableFuture.supplyAsync(() -> drip(dripping, enough));
            chunked.sendRaw("POST /upload-async HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf");
            stalled.sendRaw("POST /upload-async HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nhalf");
            bodiless.sendRaw("POST /upload-async HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n");
            headless.sendRaw("POST /upload-async HTTP/1.1\r\nHost: x\r\nContent-Le");
            awaitUploads(app, 3);
            app.signal("TERM");

            assertAnswered(chunked);
            assertAnswered(stalled);
            assertAnswered(bodiless);
            enough.set(true);
            Response whole = dripping.read();
            assertThat(whole.status()).as(whole.toString()).isEqualTo(200);
            assertThat(whole.text()).contains(drips.join().toString());
            assertForced(app, "3 requests answered 503 for a stalled upload; exit code 143", "POST /upload-async");
        }
    }

    /** Awaits that so many requests to {@code /upload-async} have been read as far as they go. */
    protected void awaitUploads(RunningApp app, int count) throws Exception {
        app.stdout().await(began("/upload-async"), count - 1, SOON);
    }

    private static void assertAnswered(RawClient client) throws Exception {
        Response response = client.read();
        assertThat(response.status()).as(response.toString()).isEqualTo(503);
        assertThat(response.text()).isEqualTo("outcome unknown");
        assertThat(response.header("Retry-After")).isEmpty();
        assertThat(response.announcesClose()).isTrue();
        assertThat(client.awaitEnd()).isEqualTo(Outcome.CLOSED);
    }

    private static void assertForced(RunningApp app, String verdict, String request) throws Exception {
        Exit exit = app.awaitExit(SOON);
        assertThat(exit.code()).isEqualTo(143);
        assertThat(exit.sinceSignal()).isLessThan(EARLY);
        app.stderr().await(Pattern.compile("stalled upload: " + request + " \\("), SOON);
        assertThat(app.stderr().text()).contains(verdict).doesNotContain("straggler", "switched off");
    }

    /** @return how many bytes, each in a chunk of its own */
    private static int drip(RawClient client, AtomicBoolean enough) {
        int count = 0;
        for (; !enough.get(); count++) {
            client.sendRaw("1\r\nx\r\n");
            LockSupport.parkNanos(BETWEEN_DRIPS.toNanos());
        }
        client.sendRaw("0\r\n\r\n");
        return count;
    }
}
