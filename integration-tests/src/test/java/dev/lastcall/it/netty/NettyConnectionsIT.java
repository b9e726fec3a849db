package dev.lastcall.it.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.Outcome;
import dev.lastcall.harness.RawClient;
import dev.lastcall.harness.Request;
import dev.lastcall.harness.Response;
import dev.lastcall.harness.RunningApp;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
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
            Map<String, Integer> all = new TreeMap<>();
            for (Future<Map<String, Integer>> outcome : outcomes) {
                outcome.get().forEach((kind, times) -> all.merge(kind, times, Integer::sum));
            }
            // They connect anew all the time: between the last look at the backlog and the close there is a moment
            // left.
            assertThat(all).doesNotContainKey("no orderly end").containsKeys("COMPLETE 200", "REFUSED 0");
            all.keySet().removeAll(List.of("COMPLETE 200", "REFUSED 0"));
            assertThat(all).isIn(Map.of(), Map.of("RESET of a connection just made", 1));
            NettyRequestsIT.assertCleanExit(app);
        } finally {
            clients.shutdownNow();
        }
    }

    /** Having left HTTP it is drained like any protocol that nobody knows, by whose turn it is, and is cut in the end. */
    @EachNetty
    void webSocketGetsTheAnswerThatItWaitsFor(Netty netty) throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        try (RunningApp app = netty.quotes().start()) {
            WebSocket chat = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .buildAsync(URI.create("ws://localhost:" + app.port() + "/chat"), new Heard(heard))
                    .get();
            chat.sendText("0", true).get();
            assertThat(heard.take()).isEqualTo("after 0");
            chat.sendText("2500", true).get();
            Netty.awaitAsked(app, 2);
            app.signal("TERM");
            assertThat(heard.take()).isEqualTo("after 2500");
            assertThat(app.awaitExit(Netty.SOON).code()).isEqualTo(143);
            assertThat(app.stderr().text()).contains(": 1 WebSocket cut; exit code 143");
        }
    }

    /** Puts into the queue what it hears. */
    private record Heard(BlockingQueue<String> heard) implements WebSocket.Listener {
        @Override
        public CompletionStage<?> onText(WebSocket chat, CharSequence text, boolean last) {
            heard.add(text.toString());
            chat.request(1);
            return null;
        }

        @Override
        public void onError(WebSocket chat, Throwable failure) {
            heard.add(failure.toString());
        }
    }

    /** One connection after the other, each until a response says that it closes: then it must be closed in good order. */
    private static Map<String, Integer> postUntilRefused(int port) throws Exception {
        Map<String, Integer> outcomes = new TreeMap<>();
        boolean refused = false;
        while (!refused) {
            try (RawClient client = RawClient.connect(port)) {
                boolean justMade = true;
                for (boolean open = true; open; justMade = false) {
                    Response response = client.exchange(Request.post("/later?n=2"));
                    boolean unaccepted = justMade && response.outcome() == Outcome.RESET;
                    outcomes.merge(
                            unaccepted
                                    ? "RESET of a connection just made"
                                    : response.outcome() + " " + response.status(),
                            1,
                            Integer::sum);
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
