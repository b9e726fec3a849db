package dev.lastcall.it.executors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.EachJdk;
import dev.lastcall.harness.Exit;
import dev.lastcall.harness.Jdk;
import dev.lastcall.harness.RunningApp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.io.TempDir;

class SchedulesIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    @EachJdk
    void delayedTasksAnHourAheadHoldNothingAndAreNamed(Jdk jdk) throws Exception {
        String work = """
                ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(2);
                scheduler.schedule(new Reminder(), 1, TimeUnit.HOURS);
                scheduler.scheduleAtFixedRate(new Reminder(), 1, 1, TimeUnit.HOURS);
                new Timer("reminders").schedule(new TimerTask() {
                    @Override
                    public void run() {
                        say("reminded");
                    }
                }, 3600000);
                """;
        try (RunningApp app = ServiceApp.with(directory, work).jdk(jdk).start()) {
            app.port();
            app.signal("TERM");
            Exit exit = app.awaitExit(SOON);
            assertThat(exit.code()).isZero();
            assertThat(exit.sinceSignal()).isLessThan(Duration.ofSeconds(5));
            assertThat(app.stderr().awaitEnd(SOON))
                    .filteredOn(line -> line.contains("dropped: "))
                    .anyMatch(line -> line.contains("delayed task Service$Reminder of executor of Service"))
                    .anyMatch(line -> line.contains("delayed task Service$1 of timer of Service (reminders)"))
                    .hasSize(2);
        }
    }

    @EachJdk
    void periodicTasksInMidRunFinishAndDoNotRunAgain(Jdk jdk) throws Exception {
        String work = """
                AtomicInteger runs = new AtomicInteger();
                Executors.newScheduledThreadPool(2).scheduleWithFixedDelay(() -> {
                    say("rate began " + runs.incrementAndGet());
                    rest(800);
                    say("rate ended " + runs.get());
                }, 0, 1, TimeUnit.MILLISECONDS);
                new Timer().schedule(new TimerTask() {
                    @Override
                    public void run() {
                        say("timer began");
                        rest(800);
                        say("timer ended");
                    }
                }, 0, 1);
                """;
        try (RunningApp app = ServiceApp.with(directory, work).jdk(jdk).start()) {
            app.stdout().await(ServiceApp.line("rate began 1"), SOON);
            app.stdout().await(ServiceApp.line("timer began"), SOON);
            app.port();
            app.signal("TERM");
            assertThat(app.awaitExit(SOON).code()).isZero();
            assertThat(app.stdout().awaitEnd(SOON))
                    .contains("rate ended 1")
                    .doesNotContain("rate began 2")
                    .satisfies(lines -> assertThat(Collections.frequency(lines, "timer began"))
                            .isEqualTo(1))
                    .contains("timer ended");
        }
    }
}
