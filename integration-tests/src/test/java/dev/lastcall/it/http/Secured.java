package dev.lastcall.it.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.App;
import dev.lastcall.harness.Keys;
import dev.lastcall.harness.Request;
import dev.lastcall.harness.Response;
import dev.lastcall.harness.RunningApp;
import dev.lastcall.harness.SecureClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;

/** A listener with TLS drains as a plain one does, and its connections end in the good order of TLS. */
public abstract class Secured {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    @EachCell
    void requestInFlightIsAnsweredAndAnIdleConnectionGetsCloseNotify(Service.Cell cell) throws Exception {
        try (RunningApp app = secured(cell.app(), Keys.make(directory)).start();
                SecureClient busy = SecureClient.connect(app.port());
                SecureClient idle = SecureClient.connect(app.port())) {
            idle.send(Request.get("/fast"));
            Response before = idle.read();
            assertThat(before.status()).isEqualTo(200);
            assertThat(before.announcesClose()).isFalse();
            busy.send(Request.get(slow()));
            app.stdout().await(reached(), SOON);
            app.signal("TERM");
            Response slow = busy.read();
            assertThat(slow.status()).isEqualTo(200);
            assertThat(slow.announcesClose()).isTrue();
            assertThat(busy.readToEnd()).isEmpty();
            assertThat(idle.readToEnd()).isEmpty();
            assertThat(app.awaitExit(SOON).code()).isZero();
            assertThat(app.stderr().text()).contains("1 request in flight", "nothing lost");
        }
    }

    @EachCell
    void stalledUploadIsAnsweredFirstAndTheOneThatWaitsForItsLockIsServed(Service.Cell cell) throws Exception {
        try (RunningApp app = secured(
                                cell.app("grace-period=40s", "phases.drain-requests.stalled-after=2s"),
                                Keys.make(directory))
                        .start();
                SecureClient stalled = SecureClient.connect(app.port());
                SecureClient whole = SecureClient.connect(app.port())) {
            stalled.sendRaw("POST /ledger HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nhalf");
            app.stdout().await(Pattern.compile("writes /ledger$"), SOON);
            whole.send(Request.of("POST", "/ledger").body(new byte[5000]));
            app.stdout().await(Service.began("/ledger"), 1, SOON);
            app.signal("TERM");
            assertThat(stalled.read().status()).isEqualTo(503);
            assertThat(whole.read().status()).isEqualTo(200);
            assertThat(app.awaitExit(SOON).code()).isEqualTo(143);
            assertThat(app.stderr().text()).contains("1 request answered 503 for a stalled upload; exit code 143");
        }
    }

    /** The application, told to secure its listener with these keys. */
    protected App secured(App app, Keys keys) {
        return app.argument("tls").argument(keys.store().toString()).argument(Keys.PASSWORD);
    }

    protected String slow() {
        return "/slow?ms=1200";
    }

    /** What it prints when the slow request has reached it. */
    protected Pattern reached() {
        return Service.began("/slow");
    }
}
