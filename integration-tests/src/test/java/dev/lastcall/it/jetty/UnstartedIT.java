package dev.lastcall.it.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.Jdks;
import dev.lastcall.harness.RawClient;
import dev.lastcall.harness.Request;
import dev.lastcall.harness.RunningApp;
import dev.lastcall.harness.TinyApp;
import dev.lastcall.matrix.Matrix;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Since version 10 Jetty opens its ports first of all, and accepts once its applications have started, however long that takes. */
class UnstartedIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    private static final String SOURCE = """
            import org.eclipse.jetty.server.Server;
            import org.eclipse.jetty.server.ServerConnector;
            import org.eclipse.jetty.server.handler.DefaultHandler;

            public final class Unstarted extends DefaultHandler {
                private final ServerConnector connector;

                private Unstarted(ServerConnector connector) {
                    this.connector = connector;
                }

                public static void main(String[] args) throws Exception {
                    Server server = new Server();
                    ServerConnector connector = new ServerConnector(server);
                    server.addConnector(connector);
                    server.setHandler(new Unstarted(connector));
                    server.start();
                    System.out.println("started");
                }

                @Override
                protected void doStart() throws Exception {
                    System.out.println("listening on " + connector.getLocalPort());
                    System.in.read();
                    super.doStart();
                }
            }
            """;

    @TempDir
    Path directory;

    @Test
    void signalBeforeItHasStartedIsNoCleanDrain() throws Exception {
        Path ready = directory.resolve("ready");
        try (RunningApp app = start(ready);
                RawClient waiting = RawClient.connect(app.port())) {
            waiting.send(Request.get("/"));
            assertThat(ready).doesNotExist();
            app.signal("TERM");
            assertThat(app.awaitExit(SOON).code()).isEqualTo(143);
            assertThat(waiting.read().isComplete()).isFalse();
            assertThat(app.stderr().awaitEnd(SOON))
                    .noneMatch(line -> line.contains("nothing lost") || line.contains("drained clean"));
        }
        assertThat(ready).doesNotExist();
    }

    @Test
    void readinessFileComesWhenItHasStarted() throws Exception {
        Path ready = directory.resolve("ready");
        try (RunningApp app = start(ready);
                RawClient client = RawClient.connect(app.port())) {
            app.write("\n");
            assertThat(client.get("/nowhere").status()).isEqualTo(404);
            app.stdout().await(Pattern.compile("^started$"), SOON);
            assertThat(Files.readString(ready)).isEqualTo("ready\n");
            app.signal("TERM");
            assertThat(app.awaitExit(SOON).code()).isZero();
        }
    }

    private RunningApp start(Path ready) throws Exception {
        return TinyApp.compile(
                        directory,
                        SOURCE,
                        Matrix.newest("jetty-9", Jdks.newest()).jars())
                .jdk(Jdks.newest())
                .agent("readiness.file=" + ready, "phases.lame-duck.quiet=300ms")
                .start();
    }
}
