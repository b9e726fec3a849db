package dev.lastcall.it.http;

import static dev.lastcall.it.http.Service.began;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.Exit;
import dev.lastcall.harness.RawClient;
import dev.lastcall.harness.Request;
import dev.lastcall.harness.Response;
import dev.lastcall.harness.RunningApp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Clients that are gone before they are answered, whatever they have sent: nothing of theirs stays in flight. */
public abstract class VanishingClients {
    private static final Duration SOON = Duration.ofSeconds(30);

    /** Much less than a drain waits for what never ends. */
    private static final Duration FAST = Duration.ofSeconds(10);

    private static final int MOST_PIPELINED = 4;

    private static final String[] FRAGMENTS = {
        "GET /fa",
        "GET /fast HTTP/1.1\r\nHost: x\r\n\r\nGET /fast HTTP/1.1\r\nHo",
        "POST /upload HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n",
        "POST /upload HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nhalf",
        "POST /upload HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n400\r\nhalf",
        "GET /fast HTTP/1.1\r\nHost: x\r\n\r\nPOST /upload HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nhalf"
    };

    /** How a client ends its connection. */
    private enum Way {
        RESET,
        CLOSE,
        HALF_CLOSE;

        void go(RawClient client) throws IOException {
            switch (this) {
                case RESET -> client.reset();
                case CLOSE -> client.close();
                case HALF_CLOSE -> {
                    client.halfClose();
                    client.close();
                }
            }
        }
    }

    /** A path whose response is larger than what a connection holds on its way. */
    protected String large() {
        return "/stream?mb=20";
    }

    @EachCell
    void nothingIsInFlightOfPipelinedRequestsWhoseClientsHaveGone(Service.Cell cell) throws Exception {
        try (RunningApp app = cell.app().start()) {
            for (int round = 0; round < 5; round++) {
                pipelineAndGo(app.port());
            }
            assertNothingIsLeft(app);
        }
    }

    @EachCell
    void nothingIsInFlightOfRequestsThatWereHalfSentOrHalfAnswered(Service.Cell cell) throws Exception {
        try (RunningApp app = cell.app().start()) {
            sendFragmentsAndGo(app.port());
            readALittleAndGo(app.port());
            assertNothingIsLeft(app);
        }
    }

    @EachCell
    void clientsThatGoDuringADrainHoldNothingUpAndDisturbNobody(Service.Cell cell) throws Exception {
        try (RunningApp app = cell.app().start();
                RawClient slow = RawClient.connect(app.port());
                RawClient later = RawClient.connect(app.port())) {
            List<RawClient> kept = new ArrayList<>();
            for (int i = 0; i < MOST_PIPELINED * Way.values().length + FRAGMENTS.length; i++) {
                RawClient client = RawClient.connect(app.port());
                kept.add(client);
                assertThat(client.get("/fast").status()).isEqualTo(200);
            }
            slow.send(Request.get("/slow?ms=3000"));
            later.send(Request.get("/async?ms=3000"));
            app.stdout().await(began("/slow"), SOON);
            app.stdout().await(began("/async"), SOON);
            app.signal("TERM");
            app.stderr().await(Service.done("unready"), SOON);
            pipelineAndGo(app.port());
            sendFragmentsAndGo(app.port());
            app.stderr().await(Service.done("stop-accepting"), SOON);
            for (Way way : Way.values()) {
                for (int pipelined = 1; pipelined <= MOST_PIPELINED; pipelined++) {
                    pipelineAndGo(kept.remove(0), pipelined, way, false);
                }
            }
            for (String fragment : FRAGMENTS) {
                kept.get(0).sendRaw(fragment);
                kept.remove(0).reset();
            }
            for (RawClient polite : List.of(slow, later)) {
                Response response = polite.read();
                assertThat(response.status()).as(response.toString()).isEqualTo(200);
            }
            assertCleanExit(app);
        }
    }

    @EachCell
    void burstsOfPipelinedRequestsLeaveNothingBehindForThoseThatComeLater(Service.Cell cell) throws Exception {
        try (RunningApp app = cell.app().start();
                RawClient stays = RawClient.connect(app.port())) {
            for (int i = 0; i < 3; i++) {
                try (RawClient goes = RawClient.connect(app.port())) {
                    bursts(goes);
                }
            }
            bursts(stays);
            // In one write: a server that has read the first alone may announce the close with its response.
            stays.sendRaw(pipelined(Request.get("/slow?ms=800"), 2));
            app.stdout().await(began("/slow"), SOON);
            app.signal("TERM");
            // Some servers look at the second one only when the first is answered.
            app.stderr().await(Pattern.compile("draining after SIGTERM: (1 request|2 requests) in flight"), SOON);
            assertThat(stays.read().status()).isEqualTo(200);
            Response second = stays.read();
            assertThat(second.status()).as(second.toString()).isEqualTo(200);
            assertThat(second.announcesClose()).isTrue();
            assertCleanExit(app);
        }
    }

    private static void bursts(RawClient client) throws IOException {
        for (int burst = 0; burst < 3; burst++) {
            // Answered later, so that both have begun where a server begins the second before it has answered the
            // first.
            client.sendRaw(pipelined(Request.get("/async?ms=20"), 2));
            assertThat(client.read().status()).isEqualTo(200);
            assertThat(client.read().status()).isEqualTo(200);
        }
    }

    /** Each number of requests, each way to go, as clients of both versions of HTTP. */
    private static void pipelineAndGo(int port) throws IOException {
        for (Way way : Way.values()) {
            for (int pipelined = 1; pipelined <= MOST_PIPELINED; pipelined++) {
                pipelineAndGo(RawClient.connect(port), pipelined, way, false);
                pipelineAndGo(RawClient.connect(port), pipelined, way, true);
            }
        }
    }

    private static void pipelineAndGo(RawClient client, int count, Way way, boolean old) throws IOException {
        if (!client.isRefused()) {
            Request fast = Request.get("/fast");
            client.sendRaw(pipelined(old ? fast.http10().keepAlive() : fast, count));
            way.go(client);
        }
    }

    /** In one write, so that the server may read them all before the client is seen to be gone. */
    private static String pipelined(Request request, int count) {
        return new String(request.bytes(), StandardCharsets.US_ASCII).repeat(count);
    }

    private static void sendFragmentsAndGo(int port) throws IOException {
        for (Way way : Way.values()) {
            for (String fragment : FRAGMENTS) {
                RawClient client = RawClient.connect(port);
                if (!client.isRefused()) {
                    client.sendRaw(fragment);
                    way.go(client);
                }
            }
        }
    }

    /** The second one is pipelined, and cannot be answered before the first. */
    private void readALittleAndGo(int port) throws IOException {
        for (Way way : new Way[] {Way.RESET, Way.CLOSE}) {
            Socket client = new Socket(InetAddress.getLoopbackAddress(), port);
            client.getOutputStream().write(Request.get(large()).bytes());
            client.getOutputStream().write(Request.get("/fast").bytes());
            assertThat(client.getInputStream().read()).isEqualTo('H');
            client.setSoLinger(way == Way.RESET, 0);
            client.close();
        }
    }

    private static void assertNothingIsLeft(RunningApp app) throws Exception {
        for (int i = 0;
                i < 20;
                i++) { // on new connections, so that each thread that serves any has seen the ends before
            assertThat(RawClient.once(app.port(), Request.get("/fast")).status())
                    .isEqualTo(200);
        }
        app.signal("TERM");
        app.stderr().await(Pattern.compile("draining after SIGTERM: 0 requests in flight"), SOON);
        assertCleanExit(app);
    }

    private static void assertCleanExit(RunningApp app) throws Exception {
        Exit exit = app.awaitExit(SOON);
        assertThat(exit.code()).as(app.stderr().text()).isZero();
        assertThat(exit.sinceSignal()).isLessThan(FAST);
        app.stderr().await(Pattern.compile("drained clean in .*: nothing lost; exit code 0"), SOON);
        assertThat(app.stderr().text()).doesNotContain("switched off");
    }
}
