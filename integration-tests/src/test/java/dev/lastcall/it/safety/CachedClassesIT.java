package dev.lastcall.it.safety;

import static dev.lastcall.it.Web.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lastcall.harness.App;
import dev.lastcall.harness.Jdk;
import dev.lastcall.harness.Jdks;
import dev.lastcall.harness.RunningApp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service whose classes come from a cache that the JVM has written beforehand, some of them before any agent. */
class CachedClassesIT {
    private static final Duration SOON = Duration.ofSeconds(90);

    @TempDir
    Path directory;

    /** A cache needs jars: the JVM takes nothing from folders. */
    private App orders(Jdk jdk) {
        return App.of(
                        "com.acme.orders.OrdersApplication",
                        App.classesOf("orders").resolveSibling("orders-0.1.0.jar"),
                        App.libOf("orders"))
                .property("orders.db", directory.resolve("orders").toString())
                .property("lastcall.phases.lame-duck.quiet", "300ms")
                .jdk(jdk);
    }

    private static Jdk jdk(int version) {
        return Jdks.all().stream()
                .filter(jdk -> jdk.version() == version)
                .findFirst()
                .orElse(null);
    }

    @Test
    void aServiceFromAnAheadOfTimeCacheIsDrainedWholly() throws Exception {
        Jdk jdk = jdk(25);
        assumeTrue(jdk != null, "only a JDK 25 has this cache");
        Path cache = directory.resolve("orders.aot");
        train(orders(jdk).agent().flag("-XX:AOTCacheOutput=" + cache));
        App app = orders(jdk)
                .agent()
                .flag("-XX:AOTCache=" + cache)
                .flag("-XX:AOTMode=on") // ends the JVM if the cache does not fit
                .flag("-Xlog:class+load");
        assertThatAllIsDrained(app, "com.zaxxer.hikari.HikariConfig source: shared objects file");
    }

    @Test
    void aServiceFromAnArchiveOfClassesIsDrainedWholly() throws Exception {
        Jdk jdk = jdk(17);
        assumeTrue(jdk != null, "what is the same on all JDKs since 13 is tested on 17");
        Path archive = directory.resolve("orders.jsa");
        train(orders(jdk).flag("-XX:ArchiveClassesAtExit=" + archive)); // which the JVM refuses to do with an agent
        App app = orders(jdk).agent().flag("-XX:SharedArchiveFile=" + archive).flag("-Xlog:class+load");
        assertThatAllIsDrained(app, "com.zaxxer.hikari.HikariConfig source: shared objects file (top)");
    }

    private static void train(App app) throws Exception {
        try (RunningApp training = app.start()) {
            training.port();
            training.signal("TERM");
            training.awaitExit(SOON);
        }
    }

    private static void assertThatAllIsDrained(App app, String cached) throws Exception {
        try (RunningApp running = app.start()) {
            running.port();
            running.stderr().await(Pattern.compile("armed: Jetty .*, HikariCP orders"), SOON);
            running.signal("TERM");
            assertThat(running.awaitExit(SOON).code()).isZero();
            running.stderr().await(line("close-pools done: HikariCP orders"), SOON);
            assertThat(running.stderr().text()).doesNotContain("WARN");
            assertThat(running.stdout().text()).contains(cached);
        }
    }
}
