package dev.lastcall.it.jetty92;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.App;
import dev.lastcall.harness.Exit;
import dev.lastcall.harness.Outcome;
import dev.lastcall.harness.RawClient;
import dev.lastcall.harness.Request;
import dev.lastcall.harness.RunningApp;
import dev.lastcall.it.http.Service;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests whose head Jetty 9.2 has read, and which it then never handles: nobody is to wait for them. */
class Jetty92UnhandledIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String HEAD = "POST /upload HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n";

    static List<Service.Cell> cells() {
        return Jetty92.onOneJdk();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cells")
    void expectationThatJettyDoesNotKnowIsRefusedAndOver(Service.Cell cell) throws Exception {
        try (RunningApp app = Jetty92.app(cell).start();
                RawClient client = RawClient.connect(app.port())) {
            client.sendRaw("GET /fast HTTP/1.1\r\nHost: x\r\nExpect: miracles\r\n\r\n");
            assertThat(client.read().status()).isEqualTo(417);
            drainsAtOnce(app);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cells")
    void clientThatLeavesBeforeJettyHasSeenAnyContentIsNotWaitedFor(Service.Cell cell) throws Exception {
        try (RunningApp app = Jetty92.app(cell).argument("two").start()) {
            int second = second(app);
            try (RawClient client = RawClient.connect(second)) {
                client.sendRaw(HEAD);
                // By the time that this is answered, the head has been read.
                assertThat(RawClient.once(second, Request.get("/fast")).status())
                        .isEqualTo(200);
            }
            drainsAtOnce(app);
            assertThat(app.stdout().text()).doesNotContain("began /upload");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cells")
    void clientThatIsSilentUntilJettyHangsUpIsNotWaitedFor(Service.Cell cell) throws Exception {
        App impatient = Jetty92.app(cell).argument("two").property("kiosk.patience", "300");
        try (RunningApp app = impatient.start();
                RawClient client = RawClient.connect(second(app))) {
            client.sendRaw(HEAD);
            assertThat(client.awaitEnd()).isEqualTo(Outcome.CLOSED);
            drainsAtOnce(app);
            assertThat(app.stdout().text()).doesNotContain("began /upload");
        }
    }

    /** The port of the server that leaves requests alone until something of their content has come. */
    private static int second(RunningApp app) throws Exception {
        return Integer.parseInt(
                app.stdout().await(Pattern.compile("also on (\\d+)"), SOON).group(1));
    }

    private static void drainsAtOnce(RunningApp app) throws Exception {
        app.signal("TERM");
        Exit exit = app.awaitExit(SOON);
        assertThat(exit.code()).isZero();
        assertThat(exit.sinceSignal()).isLessThan(Duration.ofSeconds(10));
        app.stderr().await(Pattern.compile("drained clean"), SOON);
    }
}
