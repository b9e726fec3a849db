package dev.lastcall.harness;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A server that does with each connection exactly what a test tells it to, and then closes it in good order. */
final class Peer implements AutoCloseable {
    /** What to do with a connection. */
    interface Script {
        void run(Socket connection) throws Exception;
    }

    private final ServerSocket server;

    Peer(Script script) throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(() -> serve(script), "peer");
        thread.setDaemon(true);
        thread.start();
    }

    /** A peer that reads one request's head, then writes this. */
    static Peer answering(String text) throws IOException {
        return new Peer(connection -> {
            readHead(connection);
            write(connection, text);
        });
    }

    int port() {
        return server.getLocalPort();
    }

    static String readHead(Socket connection) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = connection.getInputStream().read();
            if (next < 0) {
                throw new IOException("the client closed the connection after: " + head);
            }
            head.append((char) next);
        }
        return head.toString();
    }

    static void write(Socket connection, String text) throws IOException {
        connection.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        connection.getOutputStream().flush();
    }

    static void reset(Socket connection) throws IOException {
        connection.setSoLinger(true, 0);
        connection.close();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void serve(Script script) {
        while (!server.isClosed()) {
            try (Socket connection = server.accept()) {
                script.run(connection);
            } catch (Exception e) {
                // The client's side of the test fails and says what it saw.
            }
        }
    }
}
