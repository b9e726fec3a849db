package dev.lastcall.it.http;

import static dev.lastcall.it.http.Service.began;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.Exit;
import dev.lastcall.harness.Http2Client;
import dev.lastcall.harness.Http2Client.Fate;
import dev.lastcall.harness.RunningApp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** HTTP/2 without TLS: what its clients see cut is counted, and what is complete is not. */
public abstract class Streams {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Pattern CUT = Pattern.compile("(\\d+) HTTP/2 streams? cut");
    private static final int STREAMS = 8;

    @EachCell
    void streamsThatEndInTimeAreAnsweredAndTheirIdleConnectionIsNoLoss(Service.Cell cell) throws Exception {
        try (RunningApp app = cell.app().start();
                Http2Client client = Http2Client.connect(app.port())) {
            List<Integer> streams = begin(app, client, "/slow?ms=2500");
            app.signal("TERM");
            for (int stream : streams) {
                assertThat(client.await(stream)).isEqualTo(Fate.ANSWERED);
            }
            assertThat(app.awaitExit(SOON).code()).isZero();
            app.stderr().await(Pattern.compile("drained clean .*nothing lost"), SOON);
            assertThat(app.stderr().text()).doesNotContain("switched off", "Exception");
        }
    }

    @EachCell
    void streamsThatDoNotEndAreCountedAndTheExitCodeSaysSo(Service.Cell cell) throws Exception {
        try (RunningApp app = cell.app("phases.drain-requests.timeout=1s", "phases.drain-tasks.timeout=1s")
                        .start();
                Http2Client client = Http2Client.connect(app.port())) {
            begin(app, client, "/slow?ms=60000");
            app.signal("TERM");
            assertThat(app.awaitExit(SOON).code()).isEqualTo(143);
            app.stderr()
                    .await(Pattern.compile("drained FORCED .*" + STREAMS + " HTTP/2 streams (cut|answered 503)"), SOON);
            client.awaitEnd();
            assertThat(client.count(Fate.CUT)).isLessThanOrEqualTo(counted(app));
        }
    }

    /** Each stream of the last moment is answered, or its client knows that nothing was done, or it is in the count. */
    @EachCell
    void underLoadNoStreamIsCutThatIsNotCounted(Service.Cell cell) throws Exception {
        try (RunningApp app = cell.app("phases.drain-requests.timeout=2s").start();
                Http2Client client = Http2Client.connect(app.port())) {
            List<Thread> load = new ArrayList<>();
            for (int i = 0; i < STREAMS; i++) {
                Thread thread = new Thread(() -> ask(client));
                thread.start();
                load.add(thread);
            }
            app.stdout().await(began("/slow"), SOON);
            app.signal("TERM");
            Exit exit = app.awaitExit(SOON);
            client.awaitEnd();
            for (Thread thread : load) {
                thread.join();
            }
            app.stderr().await(Pattern.compile("lastcall - drained"), SOON);
            assertThat(client.count(Fate.ANSWERED)).isPositive();
            assertThat(client.count(Fate.CUT)).as(app.stderr().text()).isLessThanOrEqualTo(counted(app));
            assertThat(exit.code() == 0).isEqualTo(app.stderr().text().contains("nothing lost; exit code 0"));
        }
    }

    private static void ask(Http2Client client) {
        try {
            for (int stream = client.get("/slow?ms=3"); stream > 0; stream = client.get("/slow?ms=3")) {
                client.await(stream);
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<Integer> begin(RunningApp app, Http2Client client, String path) throws Exception {
        List<Integer> streams = new ArrayList<>();
        for (int i = 0; i < STREAMS; i++) {
            streams.add(client.get(path));
        }
        app.stdout().await(began("/slow"), STREAMS - 1, SOON);
        return streams;
    }

    private static int counted(RunningApp app) {
        Matcher cut = CUT.matcher(app.stderr().text());
        return cut.find() ? Integer.parseInt(cut.group(1)) : 0;
    }
}
