package dev.lastcall.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.Outcome;
import dev.lastcall.harness.RawClient;
import dev.lastcall.harness.Request;
import dev.lastcall.harness.Response;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What the kernel does to clients when a server closes: why a listener and its connections need care. */
class ConnectionsIT {
    @Test
    void listenerThatClosesResetsWhatItHasNotAccepted() throws Exception {
        ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        try (RawClient client = RawClient.connect(listener.getLocalPort())) {
            client.send(Request.get("/"));
            listener.close();
            assertThat(client.read().outcome()).isEqualTo(Outcome.RESET);
        }
    }

    @Test
    void closeWithUnreadInputResetsAfterTheResponse() throws Exception {
        // A channel, since a java.net.Socket sends its FIN before it closes and so hides the reset from a patient
        // reader.
        try (ServerSocketChannel listener =
                        ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                RawClient client = RawClient.connect(listener.socket().getLocalPort())) {
            client.send(Request.of("PUT", "/").body(new byte[1000]));
            try (SocketChannel connection = listener.accept()) {
                connection.read(ByteBuffer.allocate(1));
                String whole = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n" + "x".repeat(1000);
                connection.write(ByteBuffer.wrap(whole.getBytes(StandardCharsets.US_ASCII)));
            }
            Response response = client.read();
            assertThat(response.bodyLength()).isEqualTo(1000);
            assertThat(client.awaitEnd()).isEqualTo(Outcome.RESET);
        }
    }
}
