package dev.lastcall.it.jetty;

import static dev.lastcall.it.jetty.JettyApp.began;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.App;
import dev.lastcall.harness.Keys;
import dev.lastcall.harness.Request;
import dev.lastcall.harness.Response;
import dev.lastcall.harness.RunningApp;
import dev.lastcall.harness.SecureClient;
import dev.lastcall.harness.TinyApp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
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
        App server = TinyApp.compile(directory, SOURCE, App.libOf("orders"))
                .property("org.eclipse.jetty.util.log.class", "org.eclipse.jetty.util.log.StdErrLog")
                .argument(Keys.make(directory).store().toString())
                .agent("phases.lame-duck.quiet=300ms");
        try (RunningApp app = server.start();
                SecureClient busy = SecureClient.connect(app.port());
                SecureClient idle = SecureClient.connect(app.port())) {
            idle.send(Request.get("/idle"));
            Response before = idle.read();
            assertThat(before.status()).isEqualTo(200);
            assertThat(before.announcesClose()).isFalse();
            busy.send(Request.get("/slow"));
            app.stdout().await(began("/slow"), SOON);
            app.signal("TERM");
            Response slow = busy.read();
            assertThat(slow.status()).isEqualTo(200);
            assertThat(slow.announcesClose()).isTrue();
            assertThat(slow.text()).isEqualTo("done");
            assertThat(idle.readToEnd()).isEmpty();
            assertThat(app.awaitExit(SOON).code()).isZero();
            app.stderr().await(Pattern.compile("armed: Jetty 9\\.4\\.\\d+ on :\\d+ \\(TLS\\)"), SOON);
        }
    }
}
