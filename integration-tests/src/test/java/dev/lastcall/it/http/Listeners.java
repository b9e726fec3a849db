package dev.lastcall.it.http;

import static dev.lastcall.it.http.Service.began;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.Await;
import dev.lastcall.harness.Outcome;
import dev.lastcall.harness.RawClient;
import dev.lastcall.harness.Request;
import dev.lastcall.harness.Response;
import dev.lastcall.harness.RunningApp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** Closing the listener: nobody who is connected, or waits to be accepted, is reset. */
public abstract class Listeners {
    private static final Duration SOON = Duration.ofSeconds(30);

    /** What JDK 9 to 16, and 24 and later, say of an old library that looks into them, with the agent or without. */
    private static final Pattern SAID_BY_JDK = Pattern.compile(
            "^WARNING: (An? (illegal|terminally)|Illegal|Please consider|Use --illegal-access|All illegal|sun.misc.Unsafe).*",
            Pattern.MULTILINE);

    @EachCell
    void connectionsThatWaitInTheBacklogAreAcceptedAndServed(Service.Cell cell) throws Exception {
        List<RawClient> waiting = new ArrayList<>();
        try (RunningApp app = cell.app().start()) {
            assertThat(RawClient.once(app.port(), Request.get("/stall")).status())
                    .isEqualTo(200);
            for (int i = 0; i < 20; i++) {
                RawClient client = RawClient.connect(app.port());
                client.send(Request.get("/fast"));
                waiting.add(client);
            }
            app.signal("TERM");
            for (RawClient client : waiting) {
                assertThat(client.read().status()).isEqualTo(200);
                client.close();
            }
            assertThat(app.awaitExit(SOON).code()).isZero();
            assertThat(app.stdout().text()
                            + SAID_BY_JDK.matcher(app.stderr().text()).replaceAll(""))
                    .doesNotContain("Exception", "WARN");
        }
    }

    /** The bound is for all cells of the class together; a plain close loses some 15 in each drain. */
    @EachCell
    void clientsThatConnectWithoutPauseSeeHardlyAnyReset(Service.Cell cell) throws Exception {
        AtomicInteger lost = new AtomicInteger();
        AtomicInteger served = new AtomicInteger();
        for (int drain = 0; drain < 8; drain++) {
            drainUnderConnections(cell, served, lost);
        }
        System.out.println(
                cell + ": 16 clients connecting without pause, 8 drains: " + served + " served, " + lost + " lost");
        assertThat(lost.get()).isLessThanOrEqualTo(4);
    }

    private static void drainUnderConnections(Service.Cell cell, AtomicInteger served, AtomicInteger lost)
            throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try (RunningApp app = cell.app().start()) {
            int port = app.port();
            int before = served.get();
            for (int i = 0; i < 16; i++) {
                threads.submit(() -> connectUntilRefused(port, served, lost));
            }
            Await.until("load", SOON, () -> served.get() > before + 200);
            app.signal("TERM");
            threads.shutdown();
            assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
            assertThat(app.awaitExit(SOON).code()).isZero();
        } finally {
            threads.shutdownNow();
        }
    }

    private static Void connectUntilRefused(int port, AtomicInteger served, AtomicInteger lost) throws Exception {
        while (true) {
            Response response = RawClient.once(port, Request.get("/fast").close());
            if (response.outcome() == Outcome.REFUSED) {
                return null;
            }
            (response.isComplete() ? served : lost).incrementAndGet();
        }
    }

    @EachCell
    void bothServersOfAJvmDrainTogether(Service.Cell cell) throws Exception {
        try (RunningApp app = cell.app().argument("two").start()) {
            int first = app.port();
            int second = Integer.parseInt(
                    app.stdout().await(Pattern.compile("also on (\\d+)"), SOON).group(1));
            try (RawClient one = RawClient.connect(first);
                    RawClient two = RawClient.connect(second)) {
                one.send(Request.get("/slow?ms=1200"));
                two.send(Request.get("/async?ms=1200"));
                app.stdout().await(began("/slow"), SOON);
                app.stdout().await(began("/async"), SOON);
                app.signal("TERM");
                app.stderr().await(Service.done("stop-accepting"), SOON);
                KeepAlive.awaitRefusal(first);
                KeepAlive.awaitRefusal(second);
                assertThat(one.read().status()).isEqualTo(200);
                assertThat(two.read().status()).isEqualTo(200);
                assertThat(app.awaitExit(SOON).code()).isZero();
            }
        }
    }
}
