package dev.lastcall.it.executors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.EachJdk;
import dev.lastcall.harness.Exit;
import dev.lastcall.harness.Jdk;
import dev.lastcall.harness.RunningApp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StragglersIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String STUCK = """
            ExecutorService audit = Executors.newFixedThreadPool(1, task -> new Thread(task, "audit-1"));
            audit.execute(() -> {
                say("stuck");
                rest(60000);
            });
            """;

    @TempDir
    Path directory;

    @EachJdk
    void aWorkerLoopIsNamedAndNotWaitedFor(Jdk jdk) throws Exception {
        String work = """
                BlockingQueue<String> mails = new LinkedBlockingQueue<>();
                ExecutorService loops = Executors.newFixedThreadPool(2, task -> new Thread(task, "mail-1"));
                loops.execute(() -> {
                    while (true) {
                        try {
                            mails.poll(10, TimeUnit.MILLISECONDS);
                        } catch (InterruptedException e) {
                            say("interrupted");
                        }
                    }
                });
                """;
        try (RunningApp app = ServiceApp.with(
                        directory, work, "phases.drain-tasks.endless-after=500ms", "log.level=debug")
                .jdk(jdk)
                .start()) {
            app.port();
            // What is to be waited for here is time itself: the loop must be older than endless-after.
            app.stdout().await(Pattern.compile("listening"), SOON);
            Thread.sleep(1500);
            app.signal("TERM");
            Exit exit = app.awaitExit(SOON);
            assertThat(exit.code()).isZero();
            assertThat(exit.sinceSignal()).isLessThan(Duration.ofSeconds(4));
            assertThat(app.stderr().text()).containsPattern("not waited for: .*mail-1");
            assertThat(app.stdout().soFar()).doesNotContain("interrupted");
        }
    }

    @EachJdk
    void aTaskThatDoesNotEndInTimeIsReportedWithItsStackAndLeftAlone(Jdk jdk) throws Exception {
        try (RunningApp app = ServiceApp.with(directory, STUCK, "phases.drain-tasks.timeout=700ms")
                .jdk(jdk)
                .start()) {
            app.stdout().await(ServiceApp.line("stuck"), SOON);
            app.port();
            app.signal("TERM");
            assertThat(app.awaitExit(SOON).code()).isEqualTo(143);
            assertThat(app.stderr().text())
                    .containsPattern("straggler: a task of executor of Service \\(audit-%\\), in thread audit-1")
                    .containsPattern("at .*Service.rest\\(Service.java");
            assertThat(app.stdout().soFar()).doesNotContain("interrupted");
        }
    }

    @Test
    void aTaskThatDoesNotEndInTimeIsInterruptedIfOneAsksForIt() throws Exception {
        try (RunningApp app = ServiceApp.with(
                        directory, STUCK, "phases.drain-tasks.timeout=700ms", "phases.drain-tasks.on-timeout=interrupt")
                .start()) {
            app.stdout().await(ServiceApp.line("stuck"), SOON);
            app.port();
            app.signal("TERM");
            assertThat(app.awaitExit(SOON).code()).isEqualTo(143);
            assertThat(app.stdout().awaitEnd(SOON)).contains("interrupted");
        }
    }
}
