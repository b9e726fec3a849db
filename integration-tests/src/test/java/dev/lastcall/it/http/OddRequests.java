package dev.lastcall.it.http;

import static dev.lastcall.it.http.Service.began;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.Exit;
import dev.lastcall.harness.Outcome;
import dev.lastcall.harness.Pace;
import dev.lastcall.harness.RawClient;
import dev.lastcall.harness.Request;
import dev.lastcall.harness.Response;
import dev.lastcall.harness.RunningApp;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/** Requests that end otherwise than by a plain answer: whatever comes, nothing is left in flight. */
public abstract class OddRequests {
    private static final Duration SOON = Duration.ofSeconds(30);

    /** Whether this server refuses all that is malformed; some read over a line that they do not understand. */
    protected boolean refusesMalformedRequests() {
        return true;
    }

    /** Whether a response that is ready is sent before the request has come whole. */
    protected boolean answersBeforeTheBodyHasCome() {
        return true;
    }

    @EachCell
    void clientThatGoesAwayInMidRequestDoesNotHoldTheDrain(Service.Cell cell) throws Exception {
        try (RunningApp app = cell.app().start();
                RawClient upload = RawClient.connect(app.port());
                RawClient stream = RawClient.connect(app.port(), Pace.bytesPerSecond(InFlight.MIB));
                RawClient async = RawClient.connect(app.port())) {
            upload.sendRaw("POST /upload HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nhalf");
            stream.send(Request.get("/stream?mb=50"));
            async.send(Request.get("/async?ms=1500"));
            app.stdout().await(began("/upload"), SOON);
            app.stdout().await(began("/stream"), SOON);
            app.stdout().await(began("/async"), SOON);
            upload.reset();
            stream.reset();
            async.reset();
            nothingIsLeft(app);
        }
    }

    @EachCell
    void errorsExpectationsAndMalformedRequestsLeaveNothingBehind(Service.Cell cell) throws Exception {
        try (RunningApp app = cell.app().start();
                RawClient reused = RawClient.connect(app.port())) {
            assertThat(reused.get("/nowhere").status()).isEqualTo(404);
            assertThat(reused.get("/fast").status()).isEqualTo(200);
            assertThat(RawClient.once(app.port(), Request.get("/error")).status())
                    .isEqualTo(500);
            try (RawClient expecting = RawClient.connect(app.port())) {
                expecting.sendRaw(
                        "POST /upload HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
                app.stdout().await(began("/upload"), SOON);
                expecting.sendRaw("body");
                assertThat(expecting.read().text()).isEqualTo("received 4"); // the client passes the interim answer by
            }
            for (String wrong : new String[] {
                "GET / HTTP/1.1\r\nHost: x\r\nno colon\r\n\r\n",
                "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET / HTTP/7.1\r\n\r\n",
                "nonsense\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: many\r\n\r\n"
            }) {
                try (RawClient malformed = RawClient.connect(app.port())) {
                    malformed.sendRaw(wrong);
                    Response answer = malformed.read();
                    assertThat(answer.outcome()).as(wrong).isNotEqualTo(Outcome.TIMED_OUT);
                    if (refusesMalformedRequests()) {
                        assertThat(answer.status()).as(wrong).isBetween(400, 599);
                    }
                }
            }
            try (RawClient unread = RawClient.connect(app.port())) {
                unread.sendRaw("POST /fast HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nhalf");
                if (answersBeforeTheBodyHasCome()) {
                    assertThat(unread.read().status()).isEqualTo(200);
                }
            }
            nothingIsLeft(app);
        }
    }

    @EachCell
    void dispatchesOfServletsCountOnce(Service.Cell cell) throws Exception {
        Assumptions.assumeTrue(cell.service().servlets());
        try (RunningApp app = cell.app().start();
                RawClient client = RawClient.connect(app.port())) {
            for (String path : new String[] {"/forward", "/include", "/session", "/dispatch?ms=20", "/async?ms=20"}) {
                assertThat(client.get(path).status()).as(path).isEqualTo(200);
            }
            assertThat(client.get("/timeout?ms=50").status()).isEqualTo(504);
            assertThat(client.get("/fast").status()).isEqualTo(200);
            nothingIsLeft(app);
        }
    }

    @EachCell
    void halfARequestOnAnIdleConnectionIsNothingToWaitFor(Service.Cell cell) throws Exception {
        try (RunningApp app = cell.app().start();
                RawClient half = RawClient.connect(app.port());
                RawClient idle = RawClient.connect(app.port())) {
            assertThat(half.get("/fast").status()).isEqualTo(200);
            assertThat(idle.get("/fast").status()).isEqualTo(200);
            half.sendRaw("GET /fast HTTP/1.1\r\nHo");
            app.signal("TERM");
            assertThat(idle.awaitEnd()).isEqualTo(Outcome.CLOSED);
            assertThat(app.awaitExit(SOON).code()).isZero();
        }
    }

    private static void nothingIsLeft(RunningApp app) throws Exception {
        app.signal("TERM");
        Exit exit = app.awaitExit(SOON);
        assertThat(exit.code()).isZero();
        assertThat(exit.sinceSignal()).isLessThan(Duration.ofSeconds(10));
        app.stderr().await(Pattern.compile("drained clean"), SOON);
        assertThat(app.stderr().text()).doesNotContain("switched off");
    }
}
