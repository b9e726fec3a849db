package dev.lastcall.it.relocated;

import static dev.lastcall.it.Web.line;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.App;
import dev.lastcall.harness.EachJdk;
import dev.lastcall.harness.Jdk;
import dev.lastcall.harness.RawClient;
import dev.lastcall.harness.Request;
import dev.lastcall.harness.RunningApp;
import dev.lastcall.harness.TinyApp;
import dev.lastcall.it.Web;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is named like a relocated copy and is not to be drained as one. */
class LeftAloneIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.lastcall.it.relocated.FatJar#onOneJdk")
    void relocationsCanBeSwitchedOff(FatJar jar) throws Exception {
        String[] off = {
            "libraries.jetty-9.relocations=off",
            "libraries.jetty-12.relocations=off",
            "libraries.undertow.relocations=off",
            "libraries.netty-4.relocations=off"
        };
        try (RunningApp app =
                jar.app(off).property("orders.db", directory.toString()).start()) {
            assertThat(RawClient.once(app.port(), Request.get("/fast")).status())
                    .isEqualTo(200);
            app.signal("TERM");
            assertThat(app.awaitExit(SOON).code()).isEqualTo(143);
            assertThat(app.stderr().awaitEnd(SOON))
                    .noneMatch(
                            line -> line.contains("lastcall - ") && !line.contains("is not known and is not drained"));
        }
    }

    @EachJdk
    void classOfTheSameNameWithAnotherContentIsLeftAsItIsAndTheOriginalIsDrained(Jdk jdk) throws Exception {
        String decoy = "com.acme.decoy.org.eclipse.jetty.server.HttpChannel";
        String other = "com.acme.decoy.com.zaxxer.hikari.HikariDataSource";
        try (RunningApp app = serviceThatLoads(decoy, other).jdk(jdk).start()) {
            drains(app);
            assertThat(app.stderr().awaitEnd(SOON))
                    .filteredOn(line -> line.contains(" WARN "))
                    .hasSize(2)
                    .anyMatch(line -> line.contains(decoy) && line.contains(" is not there: no version of the library"))
                    .anyMatch(line -> line.contains(other) && line.contains("close[] is not there"));
        }
    }

    @EachJdk
    void whereThereIsNothingToDrainNothingIsSaidOfIt(Jdk jdk) throws Exception {
        String decoy = "com.acme.decoy.com.zaxxer.hikari.HikariDataSource";
        try (RunningApp app = loading(Web.program("say(" + load(decoy) + ");"), decoy)
                .agent()
                .jdk(jdk)
                .start()) {
            assertThat(app.awaitExit(SOON).code()).isZero();
            assertThat(app.stdout().awaitEnd(SOON)).containsExactly("0 methods");
            assertThat(app.stderr().awaitEnd(SOON)).isEmpty();
        }
    }

    @EachJdk
    void copyInsideOfGrpcIsNobodysUntilThereIsALineForIt(Jdk jdk) throws Exception {
        String copy = "io.grpc.netty.shaded.io.netty.channel.DefaultChannelPipeline";
        try (RunningApp app =
                serviceThatLoads(copy, "com.acme.deps." + copy).jdk(jdk).start()) {
            drains(app);
            assertThat(app.stderr().awaitEnd(SOON)).noneMatch(line -> line.contains(" WARN "));
        }
    }

    private static void drains(RunningApp app) throws Exception {
        try (RawClient waiting = RawClient.connect(app.port());
                RawClient other = RawClient.connect(app.port())) {
            assertThat(other.get("/hello").text()).isEqualTo("hello");
            Web.startWaiting(app, waiting);
            app.signal("TERM");
            app.stderr().await(line("unready done"), SOON);
            assertThat(other.get("/release").status()).isEqualTo(200);
            assertThat(waiting.read().text()).isEqualTo("released");
            assertThat(app.awaitExit(SOON).code()).isZero();
        }
    }

    /** A service on Jetty that meets classes of these names, each without a member. */
    private App serviceThatLoads(String... names) throws Exception {
        StringBuilder loads = new StringBuilder();
        for (String name : names) {
            loads.append("say(").append(load(name)).append(");");
        }
        return loading(Web.app().first(loads.toString()).agent(), names);
    }

    private static String load(String name) {
        return "Class.forName(\"" + name + "\").getDeclaredMethods().length + \" methods\"";
    }

    private App loading(App app, String... names) throws Exception {
        for (String name : names) {
            int dot = name.lastIndexOf('.');
            Path folder = Files.createTempDirectory(directory, "decoy");
            TinyApp.compile(
                    folder, "package " + name.substring(0, dot) + "; public class " + name.substring(dot + 1) + " {}");
            app.classpath(folder.resolve("classes"));
        }
        return app;
    }
}
