package dev.lastcall.library.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.core.ledger.Work;
import dev.lastcall.woven.WovenLibrary;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A handler and the agent answer the same request at the same moment. */
class CommitRaceTest {
    private static final WovenLibrary LIBRARY = new WovenLibrary("undertow", "io/undertow/", "org/xnio/");
    private static final int RACES = 10_000;
    private static final ExecutorService CLIENT = Executors.newSingleThreadExecutor();

    private static RaceServer server;

    @BeforeAll
    static void serve() {
        LIBRARY.gate().drain();
        server = new RaceServer();
    }

    @AfterAll
    static void stop() {
        CLIENT.shutdownNow();
        server.stop();
    }

    @Test
    void exactlyOneHeadGoesOverTheWireWhoeverWinsAndTheHandlerNeverFails() throws Exception {
        int answered = 0;
        for (int race = 0; race < RACES; race++) {
            String path = race % 2 == 0 ? "/stream" : "/send";
            Future<String> response = CLIENT.submit(() -> get(path));
            Work work = LIBRARY.onlyRequest();
            server.meet();
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
            assertThat(server.failure).isNull();
        }
        System.out.println("races won by the agent: " + answered + " of " + RACES);
        assertThat(answered).as("races that the agent won").isBetween(RACES / 100, RACES - RACES / 100);
    }

    @Test
    void requestThatIsOverIsNotAnswered() throws Exception {
        Future<String> response = CLIENT.submit(() -> get("/send"));
        Work work = LIBRARY.onlyRequest();
        server.meet();
        assertThat(response.get()).startsWith("HTTP/1.1 200");
        LIBRARY.awaitRequests(0);
        assertThat(work.answer()).isFalse();
    }

    /** All that comes until the server closes the connection. */
    private static String get(String path) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
