package dev.lastcall.it.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.Outcome;
import dev.lastcall.harness.RawClient;
import dev.lastcall.harness.Request;
import dev.lastcall.harness.Response;
import dev.lastcall.harness.RunningApp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;

/** Connections that nobody has accepted yet, and those that clients keep. */
class NettyConnectionsIT {

    @EachNetty
    void connectionsInTheBacklogAreServed(Netty netty) throws Exception {
        List<RawClient> waiting = new ArrayList<>();
        try (RunningApp app = netty.quotes("phases.stop-accepting.timeout=10s")
                        .property("one-group", "true")
                        .start();
                RawClient blocking = RawClient.connect(app.port())) {
            blocking.send(Request.get("/block?n=2000"));
            Netty.awaitAsked(app, 1);
            for (int i = 0; i < 20; i++) {
                RawClient client = RawClient.connect(app.port());
                client.send(Request.get("/later?n=100"));
                waiting.add(client);
            }
            app.signal("TERM");
            for (RawClient client : waiting) {
                Response response = client.read();
                assertThat(response.text()).as(response.toString()).isEqualTo("later\n");
                assertThat(response.announcesClose()).isTrue();
            }
            NettyRequestsIT.assertCleanExit(app);
        } finally {
            for (RawClient client : waiting) {
                client.close();
            }
        }
    }

    @EachNetty
    void clientsThatKeepTheirConnectionsLoseNothing(Netty netty) throws Exception {
        ExecutorService clients = Executors.newCachedThreadPool();
        try (RunningApp app = netty.quotes().start()) {
            int port = app.port();
            Callable<Map<String, Integer>> client = () -> postUntilRefused(port);
            List<Future<Map<String, Integer>>> outcomes = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                outcomes.add(clients.submit(client));
            }
            Netty.awaitAsked(app, 50);
            app.signal("TERM");
            app.stderr().await(Pattern.compile("drained clean"), Netty.SOON);
            for (Future<Map<String, Integer>> outcome : outcomes) {
                assertThat(outcome.get()).containsOnlyKeys("COMPLETE 200", "REFUSED 0");
            }
            NettyRequestsIT.assertCleanExit(app);
        } finally {
            clients.shutdownNow();
        }
    }

    /** One connection after the other, each until a response says that it closes: then it must be closed in good order. */
    private static Map<String, Integer> postUntilRefused(int port) throws Exception {
        Map<String, Integer> outcomes = new TreeMap<>();
        boolean refused = false;
        while (!refused) {
            try (RawClient client = RawClient.connect(port)) {
                for (boolean open = true; open; ) {
                    Response response = client.exchange(Request.post("/later?n=2"));
                    outcomes.merge(response.outcome() + " " + response.status(), 1, Integer::sum);
                    refused = response.outcome() == Outcome.REFUSED;
                    open = response.isComplete() && !response.announcesClose();
                    if (response.isComplete() && response.announcesClose()) {
                        outcomes.merge(
                                client.awaitEnd() == Outcome.CLOSED ? "COMPLETE 200" : "no orderly end",
                                1,
                                Integer::sum);
                    }
                }
            }
        }
        return outcomes;
    }
}
