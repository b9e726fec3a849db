package dev.lastcall.it.executors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lastcall.harness.App;
import dev.lastcall.harness.EachJdk;
import dev.lastcall.harness.Exit;
import dev.lastcall.harness.Jdk;
import dev.lastcall.harness.RunningApp;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;

/** Executors that start a thread for each task, virtual or not: JDK 21 and later. */
class TaskThreadsIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    /** So that a virtual thread which keeps its carrier leaves none to the others. */
    private static final String ONE_CARRIER = "-Djdk.virtualThreadScheduler.parallelism=1";

    @TempDir
    Path directory;

    @EachJdk
    void aTaskThatHopsBetweenVirtualThreadsAndPoolsIsFollowedToItsEnd(Jdk jdk) throws Exception {
        String work = """
                Executor[] executors = {
                    virtualThreadPerTask(),
                    Executors.newFixedThreadPool(2),
                    threadPerTask(Executors.defaultThreadFactory()),
                    task -> {
                        try {
                            ExecutorService ofOneTask = virtualThreadPerTask();
                            ofOneTask.submit(task);
                            ofOneTask.shutdown();
                        } catch (Exception e) {
                            say("failed " + e);
                        }
                    },
                    ForkJoinPool.commonPool()
                };
                """ + ServiceApp.HOPS;
        try (RunningApp app = service(jdk, work, "grace-period=90s", "phases.drain-tasks.timeout=60s")
                .start()) {
            app.port();
            app.signal("TERM");
            Exit exit = app.awaitExit(Duration.ofSeconds(95));
            assertThat(app.stdout().awaitEnd(SOON)).as(app.stderr()::text).contains("the end");
            assertThat(exit.code()).as(app.stderr()::text).isZero();
        }
    }

    @EachJdk
    void tasksAreWaitedForWhetherParkedOrPinnedToTheOnlyCarrierOrWaitingForIt(Jdk jdk) throws Exception {
        String work = """
                ExecutorService threads = virtualThreadPerTask();
                for (int i = 0; i < 5; i++) {
                    int number = i;
                    threads.submit(() -> {
                        rest(900);
                        say("parked " + number);
                    });
                }
                CountDownLatch pinned = new CountDownLatch(1);
                threads.submit(() -> {
                    synchronized (pinned) {
                        pinned.countDown();
                        rest(700);
                        say("pinned");
                    }
                });
                pinned.await();
                threads.execute(() -> say("had no carrier"));
                """;
        try (RunningApp app = service(jdk, work).flag(ONE_CARRIER).start()) {
            app.port();
            app.signal("TERM");
            assertThat(app.awaitExit(SOON).code()).as(app.stderr()::text).isZero();
            assertThat(app.stdout().awaitEnd(SOON))
                    .contains("pinned", "had no carrier")
                    .containsAll(
                            IntStream.range(0, 5).mapToObj(i -> "parked " + i).toList());
            assertThat(app.stderr().text()).doesNotContain("fork-join executor of");
        }
    }

    @EachJdk
    void whatHasEndedHoldsNothingUp(Jdk jdk) throws Exception {
        String work = """
                for (int i = 0; i < 10000; i++) {
                    ExecutorService ofOneRequest = virtualThreadPerTask();
                    Future<?> done = ofOneRequest.submit(() -> { });
                    Future<?> interrupted = ofOneRequest.submit(() -> new CountDownLatch(1).await(1, TimeUnit.HOURS) ? 0 : 1);
                    done.get();
                    interrupted.cancel(true);
                    if (i % 2 == 0) {
                        ofOneRequest.shutdown();
                    }
                    try {
                        ofOneRequest.submit(() -> { });
                    } catch (RejectedExecutionException afterShutdown) {
                        continue;
                    }
                }
                """;
        try (RunningApp app = service(jdk, work).start()) {
            app.port();
            app.signal("TERM");
            assertThat(app.awaitExit(SOON).code()).as(app.stderr()::text).isZero();
        }
    }

    @EachJdk
    void aTaskThatGoesOnAfterItsFutureWasCancelledIsWaitedFor(Jdk jdk) throws Exception {
        String work = """
                CountDownLatch begun = new CountDownLatch(1);
                Future<?> future = virtualThreadPerTask().submit(() -> {
                    begun.countDown();
                    rest(1500);
                    say("ended");
                });
                begun.await();
                say("cancelled " + future.cancel(false));
                """;
        try (RunningApp app = service(jdk, work).start()) {
            app.port();
            app.signal("TERM");
            assertThat(app.awaitExit(SOON).code()).as(app.stderr()::text).isZero();
            assertThat(app.stdout().awaitEnd(SOON)).containsSubsequence("cancelled true", "ended");
        }
    }

    @EachJdk
    void aStragglerIsReportedWithItsStackAndWithTheNameThatItHas(Jdk jdk) throws Exception {
        String work = """
                virtualThreadPerTask().submit(() -> rest(60000));
                threadPerTask(task -> new Thread(task, "audit-1")).submit(() -> rest(60000));
                threadPerTask(task -> new Thread(task, "metrics-1")).submit(() -> rest(60000));
                """;
        try (RunningApp app = service(
                        jdk, work, "phases.drain-tasks.timeout=700ms", "phases.drain-tasks.exclude=metrics-*")
                .start()) {
            app.port();
            app.signal("TERM");
            assertThat(app.awaitExit(SOON).code()).isEqualTo(143);
            assertThat(app.stderr().text())
                    .contains("straggler: a task of executors with a thread for each task, in thread audit-1")
                    .containsPattern("straggler: a task of executors with a thread for each task, in thread #\\d+\n")
                    .containsPattern("at .*Service.rest\\(Service.java")
                    .contains("2 tasks still running")
                    .doesNotContain("metrics-1");
        }
    }

    @EachJdk
    void whatALibraryRunsThereIsLeftAloneAndTheApplicationsTasksBesideItAreNot(Jdk jdk) throws Exception {
        String work = """
                ExecutorService threads = virtualThreadPerTask();
                org.h2.tools.Server loop = org.h2.tools.Server.createTcpServer("-tcpPort", "0").start();
                threads.execute(loop); // accepts connections for ever
                threads.execute(() -> {
                    rest(700);
                    say("ended");
                });
                """;
        try (RunningApp app = service(jdk, work).start()) {
            app.port();
            app.signal("TERM");
            Exit exit = app.awaitExit(SOON);
            assertThat(app.stdout().awaitEnd(SOON)).contains("ended");
            assertThat(exit.code()).as(app.stderr()::text).isZero();
        }
    }

    /** As one does that is just being born: no class of the application's is on its stack yet. */
    @EachJdk
    void aTaskThatIsInNothingButCodeOfTheJdkIsWaitedFor(Jdk jdk) throws Exception {
        String work = """
                ExecutorService threads = virtualThreadPerTask();
                BlockingQueue<String> answers = new LinkedBlockingQueue<>();
                threads.submit(answers::take);
                Thread daemon = new Thread(() -> {
                    rest(1500);
                    answers.add("an answer");
                });
                daemon.setDaemon(true);
                daemon.start();
                """;
        try (RunningApp app = service(jdk, work).start()) {
            app.port();
            app.signal("TERM");
            assertThat(app.awaitExit(SOON).code()).as(app.stderr()::text).isZero();
            assertThat(app.stderr().text()).contains("waited for 1 task");
        }
    }

    @EachJdk
    void anExitOnAVirtualThreadLeavesTheOthersACarrier(Jdk jdk) throws Exception {
        String work = """
                ExecutorService threads = virtualThreadPerTask();
                threads.execute(() -> {
                    rest(700);
                    say("ended");
                });
                threads.submit(() -> {
                    rest(200);
                    System.exit(0);
                });
                """;
        try (RunningApp app = service(jdk, work).flag(ONE_CARRIER).start()) {
            Exit exit = app.awaitExit(SOON);
            assertThat(app.stdout().awaitEnd(SOON)).contains("ended");
            assertThat(app.stderr().text()).contains("drained clean");
            assertThat(exit.code()).isZero();
        }
    }

    private App service(Jdk jdk, String work, String... options) throws IOException {
        assumeTrue(jdk.version() >= 21, "such executors are newer than this JDK");
        return ServiceApp.with(directory, work, options).jdk(jdk);
    }
}
