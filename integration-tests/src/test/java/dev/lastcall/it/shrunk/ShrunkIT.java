package dev.lastcall.it.shrunk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.App;
import dev.lastcall.harness.Await;
import dev.lastcall.harness.Jdks;
import dev.lastcall.harness.RawClient;
import dev.lastcall.harness.Request;
import dev.lastcall.harness.Response;
import dev.lastcall.harness.RunningApp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A library that went through a shrinker, which leaves less in its stack maps than a compiler. */
class ShrunkIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    @Test
    void requestsOfAShrunkNettyAreDrained() throws Exception {
        Path libraries = directory.resolve("lib");
        Shrinker.shrink(App.library("netty-4/nio/4.1.137"), libraries, List.of("netty-codec-4", "netty-codec-http-4"));
        App service = App.of("com.acme.quotes.QuotesApplication", App.classesOf("netty-services"), libraries)
                .jdk(Jdks.first())
                .agent("phases.lame-duck.quiet=300ms", "phases.lame-duck.max=1s");
        try (RunningApp app = service.start();
                RawClient later = RawClient.connect(app.port());
                RawClient uploader = RawClient.connect(app.port())) {
            later.send(Request.get("/later?n=2500"));
            uploader.sendRaw("POST /count HTTP/1.1\r\nContent-Length: 10\r\n\r\n12345");
            Await.until(
                    "both requests are there",
                    SOON,
                    () -> app.stdout().soFar().stream()
                                    .filter(line -> line.startsWith("asked"))
                                    .count()
                            >= 1);
            app.signal("TERM");
            app.stderr().await(Pattern.compile("draining after SIGTERM: 2 requests in flight"), SOON);
            uploader.sendRaw("67890");
            assertThatItIsWholeAndCloses(uploader.read(), "10\n");
            assertThatItIsWholeAndCloses(later.read(), "later\n");
            assertThat(app.awaitExit(SOON).code()).isZero();
            assertThat(app.stderr().text()).contains("nothing lost").doesNotContain("WARN", "switched off");
        }
    }

    private static void assertThatItIsWholeAndCloses(Response response, String text) {
        assertThat(response.text()).isEqualTo(text);
        assertThat(response.announcesClose()).isTrue();
    }
}
