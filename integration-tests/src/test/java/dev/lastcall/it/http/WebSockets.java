package dev.lastcall.it.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.RawClient;
import dev.lastcall.harness.RunningApp;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;

/** A WebSocket that is open at the end is cut, for its client is not told; one that was closed before is no loss. */
public abstract class WebSockets {
    private static final Duration SOON = Duration.ofSeconds(30);

    private static final String UPGRADE = "GET /chat HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
            + "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";

    /** Masked, with a mask of zeros and the code 1000. */
    private static final byte[] CLOSE = {(byte) 0x88, (byte) 0x82, 0, 0, 0, 0, 3, (byte) 0xe8};

    @EachCell
    void onlyTheWebSocketsThatAreOpenAtTheEndAreCounted(Service.Cell cell) throws Exception {
        try (RunningApp app = cell.app().start();
                RawClient open = RawClient.connect(app.port());
                RawClient other = RawClient.connect(app.port());
                RawClient closed = RawClient.connect(app.port())) {
            for (RawClient client : new RawClient[] {open, other, closed}) {
                client.sendRaw(UPGRADE);
                assertThat(client.read().status()).isEqualTo(101);
            }
            closed.sendRaw(new String(CLOSE, StandardCharsets.ISO_8859_1));
            closed.awaitEnd();
            app.signal("TERM");
            assertThat(app.awaitExit(SOON).code()).isEqualTo(143);
            app.stderr().await(Pattern.compile("drained FORCED .*: 2 WebSockets cut; exit code 143"), SOON);
        }
    }

    @EachCell
    void aWebSocketThatWasClosedBeforeIsNoLoss(Service.Cell cell) throws Exception {
        try (RunningApp app = cell.app().start();
                RawClient closed = RawClient.connect(app.port())) {
            closed.sendRaw(UPGRADE);
            assertThat(closed.read().status()).isEqualTo(101);
            closed.sendRaw(new String(CLOSE, StandardCharsets.ISO_8859_1));
            closed.awaitEnd();
            app.signal("TERM");
            assertThat(app.awaitExit(SOON).code()).isZero();
            app.stderr().await(Pattern.compile("nothing lost"), SOON);
        }
    }
}
