package dev.lastcall.library.netty4;

import dev.lastcall.woven.WovenLibrary;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A connection that closes ends all requests that it carries, whatever their state and whoever is at work. */
class ClosedConnectionTest {
    private static final WovenLibrary LIBRARY = new WovenLibrary("netty-4", "io/netty/");
    private static final int RACES = 2_000;

    private HeldServer server;

    @BeforeEach
    void serve() throws Exception {
        server = new HeldServer();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
        LIBRARY.awaitRequests(0);
    }

    @Test
    void requestsThatAreDecodedAfterTheEndAreOverAtOnce() throws Exception {
        server.closing = true;
        try (Socket client = pipelined(3)) {
            server.awaitHeld(3);
            LIBRARY.awaitRequests(0);
        }
    }

    @Test
    void requestsThatNobodyHasAnsweredAreOver() throws Exception {
        Socket client = pipelined(3);
        LIBRARY.awaitRequests(3);
        client.close();
        LIBRARY.awaitRequests(0);
    }

    @Test
    void requestsOfACodecWhoseThreadHasEndedAreOver() throws Exception {
        try (Socket client = pipelined(3)) {
            LIBRARY.awaitRequests(3);
            server.endCodecs();
            server.closeOne();
            LIBRARY.awaitRequests(0);
        }
    }

    /** A traffic shaper of Netty's lets go of what it holds back in this way. */
    @Test
    void responsesOfWhoseWriteNobodyTellsAreOver() throws Exception {
        server.swallowing = true;
        Socket client = pipelined(3);
        LIBRARY.awaitRequests(3);
        server.answer();
        server.answer();
        client.close();
        LIBRARY.awaitRequests(0);
    }

    @Test
    void burstsOnOneConnectionAreCountedAndEndOneByOne() throws Exception {
        try (Socket client = pipelined(2)) {
            for (int burst = 0; burst < 3; burst++) {
                LIBRARY.awaitRequests(2);
                server.answer();
                LIBRARY.awaitRequests(1);
                server.answer();
                LIBRARY.awaitRequests(0);
                send(client, 2);
            }
            LIBRARY.awaitRequests(2);
        }
    }

    @Test
    void nothingIsLeftOfRequestsThatBeginWhileTheirConnectionCloses() throws Exception {
        for (int race = 0; race < RACES; race++) {
            try (Socket client = pipelined(3)) {
                server.closeOne();
            }
        }
        LIBRARY.awaitRequests(0);
    }

    private Socket pipelined(int count) throws IOException {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), server.port());
        send(client, count);
        return client;
    }

    private static void send(Socket client, int count) throws IOException {
        String request = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
        client.getOutputStream().write(request.repeat(count).getBytes(StandardCharsets.US_ASCII));
    }
}
