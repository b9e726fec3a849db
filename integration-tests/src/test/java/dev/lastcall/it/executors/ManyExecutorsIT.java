package dev.lastcall.it.executors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.EachJdk;
import dev.lastcall.harness.Jdk;
import dev.lastcall.harness.RunningApp;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;

/** An application that makes executors by the thousand. What this costs is counted by ResourcesTest and QuiescenceTest. */
class ManyExecutorsIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int LONGEST_LINE = 1_000;

    @TempDir
    Path directory;

    @EachJdk
    void tenThousandExecutorsAreDrainedAndNamedInShort(Jdk jdk) throws Exception {
        String work = """
                List<ExecutorService> all = new ArrayList<>();
                for (int i = 0; i < 10000; i++) {
                    ThreadPoolExecutor one = new ThreadPoolExecutor(1, 1, 1, TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>());
                    one.allowCoreThreadTimeOut(true); // or it would be as many threads
                    one.submit(() -> { }).get();
                    all.add(one);
                }
                Runtime.getRuntime().addShutdownHook(new Thread(() -> say("held " + all.size())));
                for (int i = 0; i < 100; i++) {
                    all.get(i * 100).execute(() -> rest(2500));
                }
                all.get(9999).execute(() -> {
                    rest(2500);
                    say("ended");
                });
                """;
        try (RunningApp app = ServiceApp.with(directory, work).jdk(jdk).start()) {
            app.port();
            app.signal("TERM");
            assertThat(app.awaitExit(SOON).code()).as(app.stderr()::text).isZero();
            assertThat(app.stdout().awaitEnd(SOON)).contains("ended", "held 10000");
            assertThat(app.stderr().awaitEnd(SOON))
                    .anyMatch(line -> line.matches(".*drain-tasks: \\d+ tasks running, 0 queued in .* and \\d+ more"))
                    .allMatch(line -> line.length() < LONGEST_LINE);
        }
    }
}
