package dev.lastcall.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.App;
import dev.lastcall.harness.EachJdk;
import dev.lastcall.harness.Jdk;
import dev.lastcall.harness.RunningApp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;

/** Whoever has no plan file does not pay for one. */
class NoPlanIT {
    private static final Duration SOON = Duration.ofSeconds(40);
    private static final Pattern OF_PLANS =
            Pattern.compile("\\bdev\\.lastcall\\.(core\\.(plan|action|count)|relocated\\.(snakeyaml|picocli))\\.");

    @TempDir
    Path directory;

    @EachJdk
    void noClassOfPlansIsLoadedFromStartToExit(Jdk jdk) throws Exception {
        // No setting at all: one from outside is checked by the same code as a plan file's.
        try (RunningApp app =
                App.orders(directory).jdk(jdk).flag("-verbose:class").agent().start()) {
            app.port();
            app.stderr().await(Pattern.compile("armed: "), SOON);
            app.signal("TERM");
            assertThat(app.awaitExit(SOON).code()).isZero();
            assertThat(app.stderr().awaitEnd(SOON)).anyMatch(line -> line.contains("drained clean"));
            List<String> loaded = app.stdout().awaitEnd(SOON);
            assertThat(loaded).anyMatch(line -> line.contains("dev.lastcall.core.drain.StandardPlan "));
            assertThat(loaded).filteredOn(line -> OF_PLANS.matcher(line).find()).isEmpty();
        }
    }
}
