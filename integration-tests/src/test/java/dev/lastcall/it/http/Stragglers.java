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
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Requests that do not end in time are answered for their handlers, each in the way that a client may act on. */
public abstract class Stragglers {
    private static final Duration SOON = Duration.ofSeconds(30);

    @EachCell
    void stragglersGetAnAnswerThatSaysWhetherARetryIsSafe(Service.Cell cell) throws Exception {
        try (RunningApp app = cell.app("phases.drain-requests.timeout=1s", "phases.drain-tasks.timeout=1s")
                        .start();
                RawClient get = RawClient.connect(app.port());
                RawClient post = RawClient.connect(app.port());
                RawClient upload = RawClient.connect(app.port());
                RawClient async = RawClient.connect(app.port())) {
            get.send(Request.get("/report?ms=60000&who=me"));
            post.send(Request.post("/order?ms=60000"));
            upload.sendRaw("POST /upload HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nhalf");
            async.send(Request.get("/async?ms=60000"));
            for (String path : new String[] {"/report", "/order", "/upload", "/async"}) {
                app.stdout().await(began(path), SOON);
            }
            app.signal("TERM");

            for (RawClient client : new RawClient[] {get, async}) {
                Response safe = client.read();
                assertThat(safe.isComplete()).as(safe.toString()).isTrue();
                assertThat(safe.status()).isEqualTo(503);
                assertThat(safe.header("Retry-After")).isPresent();
                assertThat(safe.announcesClose()).isTrue();
                assertThat(client.awaitEnd()).isEqualTo(Outcome.CLOSED);
            }
            for (RawClient client : new RawClient[] {post, upload}) {
                Response unknown = client.read();
                assertThat(unknown.status()).isEqualTo(503);
                assertThat(unknown.header("Retry-After")).isEmpty();
                assertThat(unknown.announcesClose()).isTrue();
                assertThat(unknown.text()).isEqualTo("outcome unknown");
            }

            Exit exit = app.awaitExit(SOON);
            assertThat(exit.code()).isEqualTo(143);
            assertThat(exit.sinceSignal()).isLessThan(Duration.ofSeconds(15));
            app.stderr().await(Pattern.compile("straggler: GET /report \\("), SOON);
            app.stderr().await(Pattern.compile("at .*Kiosk.rest|at .*Pause.millis"), SOON);
            assertThat(app.stderr().text()).doesNotContain("who=me");
        }
    }

    /** Their own answers come at the very time at which the agent's would; nobody gets both, or half of one. */
    @EachCell
    void answersThatComeAtTheLastMomentAreSentOnce(Service.Cell cell) throws Exception {
        List<RawClient> clients = new ArrayList<>();
        int[] answeredBy = new int[2];
        try (RunningApp app = cell.app(
                        "phases.lame-duck.enabled=false",
                        "phases.drain-requests.timeout=1500ms",
                        "phases.drain-tasks.timeout=1s")
                .start()) {
            for (int i = 0; i < 400; i++) {
                RawClient client = RawClient.connect(app.port());
                clients.add(client);
                client.send(Request.get("/fast"));
                assertThat(client.read().status()).isEqualTo(200);
            }
            for (int i = 0; i < clients.size(); i++) {
                clients.get(i).send(Request.get("/async?ms=" + (1400 + i)));
            }
            app.signal("TERM");
            for (RawClient client : clients) {
                Response response = client.read();
                assertThat(response.isComplete()).as(response.toString()).isTrue();
                assertThat(response.status()).isIn(200, 503);
                assertThat(response.announcesClose()).isTrue();
                assertThat(client.awaitEnd()).isEqualTo(Outcome.CLOSED);
                answeredBy[response.status() == 200 ? 0 : 1]++;
                client.close();
            }
            System.out.println(
                    cell + ": " + answeredBy[0] + " answered by handlers, " + answeredBy[1] + " by the agent");
            app.awaitExit(SOON);
        }
    }
}
