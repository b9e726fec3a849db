package dev.lastcall.it.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.lastcall.harness.App;
import dev.lastcall.harness.Crowd;
import dev.lastcall.harness.Jdks;
import dev.lastcall.harness.Outcome;
import dev.lastcall.harness.Request;
import dev.lastcall.harness.Response;
import dev.lastcall.harness.RunningApp;
import dev.lastcall.matrix.Matrix;
import dev.lastcall.matrix.Version;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Ten thousand requests in flight at once, none of them held by a thread. In turn: the files are those of one process. */
@Execution(ExecutionMode.SAME_THREAD)
class CrowdIT {
    private static final int SIZE = 10_000;
    private static final Duration SOON = Duration.ofSeconds(120);

    /** Long enough that the last has come before the first is answered. */
    private static final int MILLIS = 8_000;

    /** Connections, and what else is open in this JVM or in that of the application. */
    private static final int FILES = SIZE + 1000;

    @TempDir
    Path directory;

    @BeforeAll
    static void needsAsManyFiles() {
        long most = ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class)
                .getMaxFileDescriptorCount();
        Assumptions.assumeTrue(
                most >= FILES, () -> "a process may open " + most + " files here, this test needs " + FILES);
    }

    @Test
    void jettyDrainsThemAll() throws Exception {
        drains(App.orders(directory), "/async?ms=" + MILLIS);
    }

    @Test
    void undertowDrainsThemAll() throws Exception {
        Version newest = Matrix.newest("undertow", Jdks.newest());
        String shop = newest.oldestJdk() > 8 ? "undertow-shop-jakarta" : "undertow-shop";
        drains(App.of("com.acme.shop.HandlerShop", App.classesOf(shop), newest.jars()), "/async?ms=" + MILLIS);
    }

    @Test
    void nettyDrainsThemAll() throws Exception {
        Version newest = Matrix.newest("netty-4/nio", Jdks.newest());
        drains(
                App.of("com.acme.quotes.QuotesApplication", App.classesOf("netty-services"), newest.jars()),
                "/later?n=" + MILLIS);
    }

    private static void drains(App service, String path) throws Exception {
        App app = service.jdk(Jdks.newest())
                .property("lastcall.phases.lame-duck.quiet", "300ms")
                .property("lastcall.phases.lame-duck.max", "600ms")
                .agent("grace-period=110s");
        try (RunningApp running = app.start();
                Crowd crowd = Crowd.send(running.port(), SIZE, Request.get("/fast"), Request.get(path))) {
            running.signal("TERM");
            running.stderr().await(Pattern.compile(" " + SIZE + " requests in flight"), SOON);
            List<Response> responses = crowd.await(SOON);
            assertThat(responses).hasSize(SIZE).allSatisfy(response -> {
                assertThat(response.outcome()).isEqualTo(Outcome.COMPLETE);
                assertThat(response.status()).isEqualTo(200);
                assertThat(response.announcesClose()).isTrue();
            });
            assertThat(running.awaitExit(SOON).code()).isZero();
            running.stderr().await(Pattern.compile("drained clean in .*: nothing lost"), SOON);
        }
    }
}
