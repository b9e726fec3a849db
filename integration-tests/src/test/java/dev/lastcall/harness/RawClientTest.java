package dev.lastcall.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class RawClientTest {
    private static final String TWO = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n";

    @Test
    void readsBodyOfKnownLength() throws Exception {
        Response response = answer("HTTP/1.1 201 Created\r\nX-A: 1\r\nx-a:2\r\nContent-Length: 5\r\n\r\nhello");
        assertThat(response.isComplete()).isTrue();
        assertThat(response.status()).isEqualTo(201);
        assertThat(response.headers("X-A")).containsExactly("1", "2");
        assertThat(response.text()).isEqualTo("hello");
        assertThat(response.announcesClose()).isFalse();
    }

    @Test
    void readsChunksWithExtensionsAndTrailers() throws Exception {
        Response response = answer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "5;x=y\r\nhello\r\nB\r\n, and more.\r\n0\r\nTrailer: t\r\n\r\n");
        assertThat(response.outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(response.text()).isEqualTo("hello, and more.");
    }

    @Test
    void responseWithoutLengthEndsWithItsConnection() throws Exception {
        Response response = answer("HTTP/1.0 200 OK\r\n\r\nto the end");
        assertThat(response.outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(response.text()).isEqualTo("to the end");
        assertThat(response.announcesClose()).isTrue();
    }

    @Test
    void passesOverInterimResponses() throws Exception {
        assertThat(answer("HTTP/1.1 100 Continue\r\n\r\n" + TWO + "ok").text()).isEqualTo("ok");
    }

    @Test
    void knowsAnnouncedClose() throws Exception {
        assertThat(answer("HTTP/1.1 200 OK\r\nConnection: x, Close\r\nContent-Length: 0\r\n\r\n")
                        .announcesClose())
                .isTrue();
        assertThat(answer("HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 0\r\n\r\n")
                        .announcesClose())
                .isFalse();
    }

    @Test
    void closeWithoutAByteIsClosed() throws Exception {
        assertThat(answer("").outcome()).isEqualTo(Outcome.CLOSED);
    }

    @Test
    void resetWithoutAByteIsReset() throws Exception {
        Peer.Script script = connection -> {
            Peer.readHead(connection);
            Peer.reset(connection);
        };
        assertThat(exchange(script).outcome()).isEqualTo(Outcome.RESET);
    }

    @Test
    void endInsideAHeadABodyOrAChunkIsCut() throws Exception {
        assertThat(answer("HTTP/1.1 200 O").outcome()).isEqualTo(Outcome.CUT);
        Response body = answer("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhell");
        assertThat(body.outcome()).isEqualTo(Outcome.CUT);
        assertThat(body.bodyLength()).isEqualTo(4);
        assertThat(answer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n")
                        .outcome())
                .isEqualTo(Outcome.CUT);
    }

    @RepeatedTest(50)
    void resetInsideABodyIsCut() throws Exception {
        CountDownLatch received = new CountDownLatch(1);
        Peer.Script script = connection -> {
            Peer.readHead(connection);
            Peer.write(connection, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\nx");
            received.await(10, TimeUnit.SECONDS);
            Peer.reset(connection);
        };
        try (Peer peer = new Peer(script);
                RawClient client = RawClient.connect(peer.port())) {
            client.send(Request.get("/"));
            received.countDown();
            assertThat(client.read().outcome()).isEqualTo(Outcome.CUT);
        }
    }

    @Test
    void nobodyListeningIsRefused() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Response response = RawClient.once(port, Request.get("/"));
        assertThat(response.outcome()).isEqualTo(Outcome.REFUSED);
    }

    @Test
    void requestOnAConnectionClosedBeforehandIsClosed() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        Peer.Script script = connection -> {
            Peer.readHead(connection);
            Peer.write(connection, TWO + "ok");
            connection.close();
            closed.countDown();
        };
        try (Peer peer = new Peer(script);
                RawClient client = RawClient.connect(peer.port())) {
            assertThat(client.get("/").isComplete()).isTrue();
            closed.await();
            assertThat(client.get("/").outcome()).isEqualTo(Outcome.CLOSED);
        }
    }

    @Test
    void silenceTimesOut() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (Peer peer = new Peer(connection -> over.await());
                RawClient client = RawClient.connect(peer.port())) {
            client.patience(Duration.ofMillis(50));
            assertThat(client.get("/").outcome()).isEqualTo(Outcome.TIMED_OUT);
        } finally {
            over.countDown();
        }
    }

    @Test
    void pipelinedRequestsAreAnsweredInTurn() throws Exception {
        Peer.Script script = connection -> {
            Peer.readHead(connection);
            Peer.readHead(connection);
            Peer.write(connection, "HTTP/1.1 200 OK\r\nContent-Length: 70\r\n\r\n" + TWO + "b!");
        };
        try (Peer peer = new Peer(script);
                RawClient client = RawClient.connect(peer.port())) {
            client.send(Request.of("HEAD", "/a"));
            client.send(Request.get("/b"));
            assertThat(client.read().bodyLength()).isZero();
            assertThat(client.read().text()).isEqualTo("b!");
        }
    }

    @Test
    void halfCloseLeavesTheOtherHalfOpen() throws Exception {
        Peer.Script script = connection -> {
            byte[] all = connection.getInputStream().readAllBytes();
            Peer.write(connection, "HTTP/1.0 200 OK\r\n\r\n" + all.length);
        };
        try (Peer peer = new Peer(script);
                RawClient client = RawClient.connect(peer.port())) {
            client.sendRaw("GET / HTTP/1.0\r\n\r\n");
            client.halfClose();
            assertThat(client.read().text()).isEqualTo("18");
        }
    }

    @Test
    void slowReaderAndSlowUploadLoseNothing() throws Exception {
        String body = "x".repeat(3000);
        Peer.Script script = connection -> {
            Peer.readHead(connection);
            byte[] upload = connection.getInputStream().readNBytes(3000);
            String text = new String(upload, StandardCharsets.ISO_8859_1);
            Peer.write(connection, "HTTP/1.1 200 OK\r\nContent-Length: 3000\r\n\r\n" + text);
        };
        Pace pace = new Pace(1000, Duration.ofMillis(5));
        try (Peer peer = new Peer(script);
                RawClient client = RawClient.connect(peer.port(), pace)) {
            client.send(Request.of("PUT", "/").body(body.getBytes(StandardCharsets.ISO_8859_1)), pace);
            assertThat(client.read().text()).isEqualTo(body);
        }
    }

    @Test
    void chunkedUploadIsFramed() {
        Request request = Request.of("PUT", "/").chunked("hello world".getBytes(StandardCharsets.US_ASCII), 8);
        assertThat(new String(request.bytes(), StandardCharsets.US_ASCII))
                .endsWith("chunked\r\n\r\n8\r\nhello wo\r\n3\r\nrld\r\n0\r\n\r\n");
    }

    @Test
    void resetByTheClientReachesTheServer() throws Exception {
        SynchronousQueue<String> seen = new SynchronousQueue<>();
        Peer.Script script = connection -> seen.put(endOf(connection));
        try (Peer peer = new Peer(script);
                RawClient client = RawClient.connect(peer.port())) {
            client.reset();
            assertThat(seen.poll(10, TimeUnit.SECONDS)).isEqualTo("reset");
        }
    }

    @Test
    void whatIsNotHttpIsAnError() {
        assertThatThrownBy(() -> answer("SMTP 1\r\n\r\n"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not an HTTP/1 response");
    }

    private static String endOf(Socket connection) {
        try {
            return connection.getInputStream().read() < 0 ? "closed" : "data";
        } catch (IOException e) {
            return "reset";
        }
    }

    private static Response answer(String text) throws IOException {
        try (Peer peer = Peer.answering(text)) {
            return RawClient.once(peer.port(), Request.get("/"));
        }
    }

    private static Response exchange(Peer.Script script) throws IOException {
        try (Peer peer = new Peer(script)) {
            return RawClient.once(peer.port(), Request.get("/"));
        }
    }
}
