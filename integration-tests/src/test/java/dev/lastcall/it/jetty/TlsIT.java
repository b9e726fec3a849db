package dev.lastcall.it.jetty;

import static dev.lastcall.it.jetty.JettyApp.began;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.App;
import dev.lastcall.harness.Jdk;
import dev.lastcall.harness.RunningApp;
import dev.lastcall.harness.TinyApp;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A connector with TLS drains as a plain one does, and its connections end in the good order of TLS. */
class TlsIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String SOURCE = """
            import javax.servlet.http.HttpServletRequest;
            import javax.servlet.http.HttpServletResponse;
            import org.eclipse.jetty.server.Request;
            import org.eclipse.jetty.server.Server;
            import org.eclipse.jetty.server.ServerConnector;
            import org.eclipse.jetty.server.handler.AbstractHandler;
            import org.eclipse.jetty.util.ssl.SslContextFactory;

            public final class TlsServer {
                public static void main(String[] args) throws Exception {
                    SslContextFactory.Server tls = new SslContextFactory.Server();
                    tls.setKeyStorePath(args[0]);
                    tls.setKeyStorePassword("secret");
                    Server server = new Server();
                    ServerConnector connector = new ServerConnector(server, tls);
                    server.addConnector(connector);
                    server.setHandler(new AbstractHandler() {
                        @Override
                        public void handle(String path, Request base, HttpServletRequest request,
                                HttpServletResponse response) throws java.io.IOException {
                            base.setHandled(true);
                            System.out.println("began " + path);
                            if (path.equals("/slow")) {
                                try {
                                    Thread.sleep(1200);
                                } catch (InterruptedException e) {
                                    System.out.println("interrupted");
                                }
                            }
                            response.getOutputStream().print("done");
                        }
                    });
                    server.start();
                    System.out.println("listening on " + connector.getLocalPort());
                }
            }
            """;

    @TempDir
    Path directory;

    @Test
    void requestInFlightIsAnsweredAndAnIdleConnectionGetsCloseNotify() throws Exception {
        Path keys = makeKeys();
        App server = TinyApp.compile(directory, SOURCE, App.libOf("orders"))
                .property("org.eclipse.jetty.util.log.class", "org.eclipse.jetty.util.log.StdErrLog")
                .argument(keys.toString())
                .agent("phases.lame-duck.quiet=300ms");
        try (RunningApp app = server.start();
                SSLSocket busy = connect(app.port());
                SSLSocket idle = connect(app.port())) {
            send(idle, "/idle");
            assertThat(readOnce(idle)).contains("200 OK").doesNotContain("Connection: close");
            send(busy, "/slow");
            app.stdout().await(began("/slow"), SOON);
            app.signal("TERM");
            assertThat(readAll(busy)).contains("200 OK", "Connection: close", "done");
            assertThat(readAll(idle)).isEmpty(); // without close_notify the JDK would throw
            assertThat(app.awaitExit(SOON).code()).isZero();
            app.stderr().await(Pattern.compile("armed: Jetty 9\\.4\\.\\d+ on :\\d+ \\(TLS\\)"), SOON);
        }
    }

    private Path makeKeys() throws IOException, InterruptedException {
        Path keys = directory.resolve("keys.p12");
        String keytool = Jdk.current().home().resolve("bin/keytool").toString();
        Process process = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-keyalg",
                        "RSA",
                        "-storetype",
                        "PKCS12",
                        "-dname",
                        "CN=localhost",
                        "-storepass",
                        "secret",
                        "-keystore",
                        keys.toString())
                .inheritIO()
                .start();
        assertThat(process.waitFor()).isZero();
        return keys;
    }

    private static SSLSocket connect(int port) throws Exception {
        SSLContext context = SSLContext.getInstance("TLSv1.2");
        context.init(null, new TrustManager[] {new TrustAll()}, null);
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout((int) SOON.toMillis());
        return socket;
    }

    private static void send(SSLSocket socket, String path) throws IOException {
        socket.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static String readOnce(SSLSocket socket) throws IOException {
        byte[] bytes = new byte[4096];
        return new String(bytes, 0, socket.getInputStream().read(bytes), StandardCharsets.ISO_8859_1);
    }

    private static String readAll(SSLSocket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    private static final class TrustAll implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
