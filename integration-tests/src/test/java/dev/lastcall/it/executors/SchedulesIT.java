package dev.lastcall.it.executors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lastcall.harness.EachJdk;
import dev.lastcall.harness.Exit;
import dev.lastcall.harness.Jdk;
import dev.lastcall.harness.RunningApp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchedulesIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Pattern STOPPED = Pattern.compile("stop-schedules done");

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

    /** It hides its queue, and does not let its tasks be cancelled, which we try. */
    @Test
    void poolWithTasksOfItsOwnKindIsDrainedLikeAnyOther() throws Exception {
        String work = """
                ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(1) {
                    @Override
                    public BlockingQueue<Runnable> getQueue() {
                        throw new UnsupportedOperationException();
                    }

                    @Override
                    @SuppressWarnings("unchecked")
                    protected <V> RunnableScheduledFuture<V> decorateTask(Runnable work, RunnableScheduledFuture<V> task) {
                        return (RunnableScheduledFuture<V>) java.lang.reflect.Proxy.newProxyInstance(
                                getClass().getClassLoader(),
                                new Class<?>[] {RunnableScheduledFuture.class},
                                (proxy, method, arguments) -> {
                                    if (method.getName().equals("cancel")) {
                                        throw new UnsupportedOperationException();
                                    }
                                    return method.invoke(task, arguments);
                                });
                    }
                };
                pool.scheduleWithFixedDelay(() -> {
                    say("began");
                    awaitInput();
                }, 0, 1, TimeUnit.MILLISECONDS);
                """;
        try (RunningApp app = ServiceApp.with(directory, work).start()) {
            app.stdout().await(ServiceApp.line("began"), SOON);
            app.port();
            app.signal("TERM");
            app.stderr().await(STOPPED, SOON);
            app.write("\n");
            assertThat(app.awaitExit(SOON).code()).isZero();
            assertThat(app.stdout().awaitEnd(SOON)).containsOnlyOnce("began");
            assertThat(app.stderr().text()).contains("drained clean").doesNotContain("switched off");
        }
    }

    @EachJdk
    void periodicTasksInMidRunFinishAndDoNotRunAgain(Jdk jdk) throws Exception {
        String work = """
                AtomicInteger runs = new AtomicInteger();
                Executors.newScheduledThreadPool(2).scheduleWithFixedDelay(() -> {
                    say("rate began " + runs.incrementAndGet());
                    awaitInput();
                    say("rate ended " + runs.get());
                }, 0, 1, TimeUnit.MILLISECONDS);
                new Timer().schedule(new TimerTask() {
                    @Override
                    public void run() {
                        say("timer began");
                        awaitInput();
                        say("timer ended");
                    }
                }, 0, 1);
                """;
        try (RunningApp app = ServiceApp.with(directory, work).jdk(jdk).start()) {
            app.stdout().await(ServiceApp.line("rate began 1"), SOON);
            app.stdout().await(ServiceApp.line("timer began"), SOON);
            app.port();
            app.signal("TERM");
            app.stderr().await(STOPPED, SOON);
            app.write("\n\n");
            assertThat(app.awaitExit(SOON).code()).isZero();
            assertThat(app.stdout().awaitEnd(SOON))
                    .contains("rate ended 1")
                    .doesNotContain("rate began 2")
                    .satisfies(lines -> assertThat(Collections.frequency(lines, "timer began"))
                            .isEqualTo(1))
                    .contains("timer ended");
        }
    }

    /** Which is a ScheduledExecutorService from there on. */
    @EachJdk
    void delayedAndPeriodicTasksOfAForkJoinPoolAreDroppedOnJdk25(Jdk jdk) throws Exception {
        assumeTrue(jdk.version() >= 25, "fork-join pools schedule nothing before JDK 25");
        String work = """
                ScheduledExecutorService pool = (ScheduledExecutorService) (Object) new ForkJoinPool(2);
                Future<?> hourAhead = pool.schedule(new Reminder(), 1, TimeUnit.HOURS);
                pool.scheduleAtFixedRate(new Reminder(), 1, 1, TimeUnit.HOURS);
                AtomicInteger runs = new AtomicInteger();
                pool.scheduleWithFixedDelay(() -> {
                    say("began " + runs.incrementAndGet());
                    awaitInput();
                    say("ended " + runs.get());
                    pool.schedule(new Reminder(), 1, TimeUnit.MINUTES);
                }, 0, 1, TimeUnit.MILLISECONDS);
                ScheduledExecutorService common = (ScheduledExecutorService) (Object) ForkJoinPool.commonPool();
                common.schedule(new Reminder(), 1, TimeUnit.HOURS);
                CompletableFuture<String> slow = new CompletableFuture<>();
                new CompletableFuture<String>().completeOnTimeout("timed out", 1200, TimeUnit.MILLISECONDS)
                        .thenAccept(slow::complete);
                CompletableFuture.runAsync(() -> {
                    say("future " + slow.join());
                    try {
                        hourAhead.get();
                    } catch (CancellationException dropped) {
                        say("knows that it was dropped");
                    } catch (Exception e) {
                        say("failed " + e);
                    }
                });
                """;
        try (RunningApp app = ServiceApp.with(directory, work).jdk(jdk).start()) {
            app.stdout().await(ServiceApp.line("began 1"), SOON);
            app.port();
            app.signal("TERM");
            app.stderr().await(STOPPED, SOON);
            app.write("\n");
            assertThat(app.awaitExit(SOON).code()).as(app.stderr()::text).isZero();
            assertThat(app.stdout().awaitEnd(SOON))
                    .contains("ended 1", "future timed out", "knows that it was dropped")
                    .doesNotContain("began 2", "reminded");
            assertThat(app.stderr().awaitEnd(SOON))
                    .filteredOn(line -> line.contains("dropped: delayed task Service$Reminder of"))
                    .anyMatch(line -> line.contains("of common fork-join pool"))
                    .hasSize(3);
            assertThat(app.stderr().text()).contains("3 delayed tasks dropped");
        }
    }
}
