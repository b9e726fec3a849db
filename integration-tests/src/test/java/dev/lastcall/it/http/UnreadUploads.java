package dev.lastcall.it.http;

import static dev.lastcall.it.http.Service.began;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.RawClient;
import dev.lastcall.harness.Response;
import dev.lastcall.harness.RunningApp;
import java.time.Duration;
import java.util.regex.Pattern;

/** Where handlers read for themselves what is uploaded, and may do something else first. */
public abstract class UnreadUploads extends Uploads {
    private static final Duration SOON = Duration.ofSeconds(60);

    @EachCell
    void uploadThatItsHandlerDoesNotReadYetHasNotStalled(Service.Cell cell) throws Exception {
        try (RunningApp app = cell.app("phases.drain-requests.stalled-after=1s").start();
                RawClient half = RawClient.connect(app.port());
                RawClient heldBack = RawClient.connect(app.port())) {
            half.sendRaw("POST /slow?ms=6000 HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nha");
            heldBack.sendRaw(
                    "POST /slow?ms=6000 HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n" + "Expect: 100-continue\r\n\r\n");
            app.stdout().await(began("/slow"), 1, SOON);
            app.signal("TERM");
            app.stderr().await(Pattern.compile("drain-requests: 2 requests in flight"), 2, SOON); // one a second
            half.sendRaw("lf");
            heldBack.sendRaw("body");
            assertThat(half.read().status()).isEqualTo(200);
            Response late = heldBack.read();
            assertThat((late.status() == 100 ? heldBack.read() : late).status()).isEqualTo(200);
            app.awaitExit(SOON);
            assertThat(app.stderr().text()).contains("nothing lost").doesNotContain("stalled upload");
        }
    }
}
