package dev.lastcall.it.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.RunningApp;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** A protocol that the agent does not know: connections are drained by silence, once they owe no answer. */
class NettyLinesIT {

    @EachNetty
    void answersThatAreOwedAreAwaited(Netty netty) throws Exception {
        try (RunningApp app = netty.lines().start();
                Line client = new Line(app.port())) {
            assertThat(client.exchange("0 hello")).isEqualTo("hello");
            client.send("3000 much later");
            Netty.awaitAsked(app, 2);
            app.signal("TERM");
            app.stderr().await(Pattern.compile("stop-accepting done"), Netty.SOON);
            assertThat(client.read()).isEqualTo("much later");
            assertThat(client.read()).isNull();
            NettyRequestsIT.assertCleanExit(app);
        }
    }

    @EachNetty
    void connectionsThatOweNothingAreClosedWhenTheyAreSilent(Netty netty) throws Exception {
        try (RunningApp app = netty.lines().start();
                Line idle = new Line(app.port());
                Line answered = new Line(app.port());
                Line sendsOnly = new Line(app.port())) {
            assertThat(answered.exchange("0 hello")).isEqualTo("hello");
            sendsOnly.send("- nothing");
            Netty.awaitAsked(app, 2);
            app.signal("TERM");
            assertThat(answered.exchange("0 again")).isEqualTo("again");
            assertThat(idle.read()).isNull();
            assertThat(answered.read()).isNull();
            assertThat(sendsOnly.read()).isNull();
            NettyRequestsIT.assertCleanExit(app);
        }
    }

    private static final class Line implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader reader;

        Line(int port) throws Exception {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        }

        void send(String line) throws Exception {
            socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.US_ASCII));
        }

        /** The next line, or null if the service has closed the connection in good order. */
        String read() throws Exception {
            return reader.readLine();
        }

        String exchange(String line) throws Exception {
            send(line);
            return read();
        }

        @Override
        public void close() throws Exception {
            socket.close();
        }
    }
}
