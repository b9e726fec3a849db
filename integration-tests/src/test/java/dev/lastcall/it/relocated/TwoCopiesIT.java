package dev.lastcall.it.relocated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.App;
import dev.lastcall.harness.EachJdk;
import dev.lastcall.harness.Jdk;
import dev.lastcall.harness.RawClient;
import dev.lastcall.harness.Request;
import dev.lastcall.harness.Response;
import dev.lastcall.harness.RunningApp;
import dev.lastcall.harness.TinyApp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;

/** Two copies of Netty under different names in one jar, one loader, one JVM: two sets of resources. */
class TwoCopiesIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Pattern LISTENING = Pattern.compile("listening on (\\d+)");

    private static final String SOURCE = """
            public final class Twins {
                interface Service { void run(String[] args) throws Exception; }

                public static void main(String[] args) {
                    start(shaded.com.acme.quotes.QuotesApplication::main);
                    start(com.example.repackaged.com.acme.quotes.QuotesApplication::main);
                }

                static void start(Service service) {
                    new Thread(() -> {
                        try {
                            service.run(new String[0]);
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    }).start();
                }
            }
            """;

    @TempDir
    Path directory;

    @EachJdk
    void bothAreDrained(Jdk jdk) throws Exception {
        try (RunningApp app = twins("phases.lame-duck.quiet=300ms").jdk(jdk).start()) {
            int first = app.port();
            int second = secondPort(app);
            try (RawClient one = RawClient.connect(first);
                    RawClient two = RawClient.connect(second);
                    KeptAlive fastOne = new KeptAlive(first, "/fast");
                    KeptAlive fastTwo = new KeptAlive(second, "/fast")) {
                one.send(Request.get("/later?n=2500"));
                two.send(Request.get("/later?n=2500"));
                app.stdout().await(Pattern.compile("asked for /later"), 1, SOON);
                fastOne.awaitMore(50);
                fastTwo.awaitMore(50);
                app.signal("TERM");
                for (KeptAlive fast : new KeptAlive[] {fastOne, fastTwo}) {
                    for (Response response : fast.last()) {
                        assertThat(response.isComplete())
                                .as(response.toString())
                                .isTrue();
                        assertThat(response.announcesClose()).isTrue();
                    }
                }
                for (RawClient client : new RawClient[] {one, two}) {
                    Response response = client.read();
                    assertThat(response.text()).isEqualTo("later\n");
                    assertThat(response.announcesClose()).isTrue();
                }
                assertThat(app.awaitExit(SOON).code()).isZero();
                app.stderr().await(Pattern.compile("stop-accepting done: .*:" + first), SOON);
                app.stderr().await(Pattern.compile("stop-accepting done: .*:" + second), SOON);
                assertThat(app.stderr().text()).contains("drained clean").doesNotContain(" WARN ");
            }
        }
    }

    private App twins(String... options) throws Exception {
        return TinyApp.compile(directory, SOURCE, App.relocatedJar("relocated-netty"))
                .agent(options);
    }

    private static int secondPort(RunningApp app) throws Exception {
        return Integer.parseInt(app.stdout().await(LISTENING, 1, SOON).group(1));
    }
}
