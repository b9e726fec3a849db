package dev.lastcall.it.triggers;

import static dev.lastcall.it.Web.line;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.Await;
import dev.lastcall.harness.EachJdk;
import dev.lastcall.harness.Jdk;
import dev.lastcall.harness.RawClient;
import dev.lastcall.harness.Request;
import dev.lastcall.harness.RunningApp;
import dev.lastcall.it.Web;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;

/** A file starts the drain, where no signal reaches the JVM. */
class TriggerFileIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    @EachJdk
    void drainsWhenTheFileAppears(Jdk jdk) throws Exception {
        Path file = directory.resolve("stop");
        try (RunningApp app = Web.app().agent("triggers.file=" + file).jdk(jdk).start()) {
            app.port();
            Files.createFile(file);
            assertThat(app.awaitExit(SOON).code()).isZero();
            app.stderr().await(line("draining after the file " + file), SOON);
            app.stderr().await(line("lame-duck done: no new request"), SOON);
        }
        Files.delete(file);
    }

    @EachJdk
    void fileThatIsThereAtTheStartIsIgnoredWithOneLineUntilItGoes(Jdk jdk) throws Exception {
        Path file = Files.createFile(directory.resolve("stale"));
        try (RunningApp app = Web.app().agent("triggers.file=" + file).jdk(jdk).start()) {
            app.stderr().await(line("the trigger file " + file + " exists already"), SOON);
            assertThat(app.stderr().soFar())
                    .filteredOn(line -> line.contains(file.toString()))
                    .hasSize(1);
            assertThat(RawClient.once(app.port(), Request.get("/hello")).text()).isEqualTo("hello");
            awaitDrain(app, file);
            assertThat(app.awaitExit(SOON).code()).isZero();
        }
    }

    /** The agent looks twice a second: the file goes and comes so that it can see both. */
    private static void awaitDrain(RunningApp app, Path file) throws Exception {
        long flips = System.nanoTime();
        Await.until("the drain begins", SOON, () -> {
            boolean present = (System.nanoTime() - flips) / 700_000_000L % 2 == 1;
            if (present && Files.notExists(file)) {
                Files.createFile(file);
            } else if (!present) {
                Files.deleteIfExists(file);
            }
            return app.stderr().text().contains("draining after the file");
        });
    }
}
