package dev.lastcall.library.jetty12;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.core.ledger.Work;
import dev.lastcall.woven.WovenLibrary;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A handler and the agent answer the same request at the same moment. */
class CommitRaceTest {
    private static final WovenLibrary LIBRARY = new WovenLibrary("jetty-12", "org/eclipse/jetty/");
    private static final int RACES = 10_000;
    private static final ExecutorService CLIENT = Executors.newSingleThreadExecutor();
    private static final CyclicBarrier START = new CyclicBarrier(2);

    private static Server server;
    private static ServerConnector connector;

    @BeforeAll
    static void serve() throws Exception {
        LIBRARY.gate().drain();
        server = new Server();
        connector = new ServerConnector(server);
        server.addConnector(connector);
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                if (Request.getPathInContext(request).equals("/async")) {
                    CompletableFuture.runAsync(() -> answer(response, callback));
                } else {
                    answer(response, callback);
                }
                return true;
            }
        });
        server.start();
    }

    private static void answer(Response response, Callback callback) {
        meet();
        Content.Sink.write(
                response,
                false,
                "handler",
                Callback.from(() -> Content.Sink.write(response, true, " and more", callback), callback::failed));
    }

    @AfterAll
    static void stop() throws Exception {
        CLIENT.shutdownNow();
        server.stop();
    }

    @Test
    void exactlyOneHeadGoesOverTheWireWhoeverWins() throws Exception {
        race("/");
    }

    @Test
    void exactlyOneHeadGoesOverTheWireWhenTheHandlerAnswersLater() throws Exception {
        race("/async");
    }

    private static void race(String path) throws Exception {
        int answered = 0;
        for (int race = 0; race < RACES; race++) {
            Future<String> response = CLIENT.submit(() -> get(path));
            Work work = LIBRARY.onlyRequest();
            meet();
            // Some start late, so that neither side always wins.
            for (int i = 0; i < race % 3 * (race % 50); i++) {
                Thread.onSpinWait();
            }
            boolean agentWon = work.answer();
            answered += agentWon ? 1 : 0;
            String text = response.get();
            assertThat(text.split("HTTP/1\\.1 ", -1)).as(text).hasSize(2);
            assertThat(text).startsWith(agentWon ? "HTTP/1.1 503" : "HTTP/1.1 200");
            assertThat(text.contains("handler")).as(text).isEqualTo(!agentWon);
            assertThat(text.contains("and more")).as(text).isEqualTo(!agentWon);
            LIBRARY.awaitRequests(0);
        }
        System.out.println(path + ": " + answered + " of " + RACES + " races won by the agent");
        assertThat(answered).as("races that the agent won").isBetween(RACES / 100, RACES - RACES / 100);
    }

    @Test
    void requestThatIsOverIsNotAnswered() throws Exception {
        Future<String> response = CLIENT.submit(() -> get("/"));
        Work work = LIBRARY.onlyRequest();
        meet();
        assertThat(response.get()).startsWith("HTTP/1.1 200");
        LIBRARY.awaitRequests(0);
        assertThat(work.answer()).isFalse();
    }

    private static void meet() {
        try {
            START.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** All that comes until the server closes the connection. */
    private static String get(String path) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort())) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
