package dev.lastcall.it.undertow;

import static dev.lastcall.it.undertow.Shop.began;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.Outcome;
import dev.lastcall.harness.RawClient;
import dev.lastcall.harness.Request;
import dev.lastcall.harness.Response;
import dev.lastcall.harness.RunningApp;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Undertow would do otherwise with the connection of a response that says close. */
class ConnectionsIT {
    private static final Duration SOON = Duration.ofSeconds(20);

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
    void anUpgradedConnectionThatIsOpenAtTheEndIsCountedAsCut(Shop shop) throws Exception {
        try (RunningApp app = shop.handlers().argument("streams").start();
                RawClient till = RawClient.connect(app.port())) {
            till.sendRaw("GET /till HTTP/1.1\r\nHost: x\r\nUpgrade: till\r\nConnection: Upgrade\r\n\r\n");
            assertThat(till.read().status()).isEqualTo(101);
            app.signal("TERM");
            assertThat(app.awaitExit(SOON).code()).isEqualTo(143);
            app.stderr().await(Pattern.compile("drained FORCED .*: 1 upgraded connection cut; exit code 143"), SOON);
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
}
