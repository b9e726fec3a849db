package dev.lastcall.it.executors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.App;
import dev.lastcall.harness.EachJdk;
import dev.lastcall.harness.Jdk;
import dev.lastcall.harness.RunningApp;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;

/** What may become of a task in a pool: none is lost, and who waits for one that is over runs out of time: exit code 143. */
class ExecutorsIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    @EachJdk
    void tasksThatSubmitTasksOverThreePoolsAreFollowedToTheLast(Jdk jdk) throws Exception {
        String work = """
                ExecutorService orders = Executors.newFixedThreadPool(2);
                ExecutorService mails = Executors.newCachedThreadPool();
                ScheduledExecutorService audit = Executors.newScheduledThreadPool(1);
                for (int i = 0; i < 20; i++) {
                    int number = i;
                    orders.execute(() -> {
                        rest(60);
                        mails.submit(() -> {
                            rest(60);
                            audit.execute(() -> say("audited " + number));
                        });
                    });
                }
                """;
        assertThatAllEnd(jdk, work, "audited ", 20);
    }

    @EachJdk
    void aTaskThatIsRejectedIntoTheHandsOfItsCallerIsTheCallersWork(Jdk jdk) throws Exception {
        String work = """
                ExecutorService full = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1),
                        new ThreadPoolExecutor.CallerRunsPolicy());
                ExecutorService callers = Executors.newFixedThreadPool(3);
                for (int i = 0; i < 12; i++) {
                    int number = i;
                    callers.execute(() -> full.execute(() -> {
                        rest(80);
                        say("written " + number);
                    }));
                }
                """;
        assertThatAllEnd(jdk, work, "written ", 12);
    }

    @EachJdk
    void tasksThatWillNeverRunAreNotWaitedFor(Jdk jdk) throws Exception {
        String work = """
                ThreadPoolExecutor pool = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(100));
                CountDownLatch blocked = new CountDownLatch(1);
                CountDownLatch go = new CountDownLatch(1);
                pool.execute(() -> {
                    blocked.countDown();
                    try {
                        go.await();
                    } catch (InterruptedException e) {
                        say("interrupted");
                    }
                });
                blocked.await();
                FutureTask<?> removed = new FutureTask<>(() -> 0);
                pool.execute(removed);
                for (int i = 0; i < 50; i++) {
                    pool.submit(() -> say("cancelled and run")).cancel(false);
                }
                say("purged " + (pool.getQueue().size() == 51 && pool.remove(removed)));
                pool.purge();
                for (int i = 0; i < 50; i++) {
                    pool.submit(() -> say("cancelled and run")).cancel(true); // stay in the queue
                }
                for (int i = 0; i < 60; i++) {
                    try {
                        pool.execute(() -> { });
                    } catch (RejectedExecutionException full) {
                        say("rejected");
                        break;
                    }
                }
                ExecutorService stopped = Executors.newSingleThreadExecutor();
                CountDownLatch begun = new CountDownLatch(1);
                stopped.execute(() -> {
                    begun.countDown();
                    rest(60000);
                });
                begun.await();
                stopped.execute(() -> say("drained by shutdownNow and run"));
                say("never begun " + stopped.shutdownNow().size());
                go.countDown();
                """;
        try (RunningApp app = ServiceApp.with(directory, work).jdk(jdk).start()) {
            app.port();
            app.signal("TERM");
            assertThat(app.awaitExit(SOON).code()).as(app.stderr()::text).isZero();
            assertThat(app.stdout().awaitEnd(SOON))
                    .contains("purged true", "rejected", "never begun 1")
                    .noneMatch(line -> line.contains("and run"));
        }
    }

    @EachJdk
    void aCancelledTaskThatGoesOnIsWaitedFor(Jdk jdk) throws Exception {
        String work = """
                ExecutorService pool = Executors.newFixedThreadPool(1);
                CountDownLatch begun = new CountDownLatch(1);
                Future<?> future = pool.submit(() -> {
                    begun.countDown();
                    rest(1200);
                    say("ended");
                });
                begun.await();
                future.cancel(false);
                """;
        try (RunningApp app = ServiceApp.with(directory, work).jdk(jdk).start()) {
            app.port();
            app.signal("TERM");
            assertThat(app.awaitExit(SOON).code()).as(app.stderr()::text).isZero();
            assertThat(app.stdout().awaitEnd(SOON)).contains("ended");
        }
    }

    @EachJdk
    void aTaskThatInterruptsAllOtherThreadsIsWaitedFor(Jdk jdk) throws Exception {
        String work = """
                Executors.newFixedThreadPool(1).execute(() -> {
                    awaitInput();
                    for (Thread thread : Thread.getAllStackTraces().keySet()) {
                        if (thread != Thread.currentThread()) {
                            thread.interrupt();
                        }
                    }
                    rest(1200);
                    say("ended");
                });
                """;
        try (RunningApp app = ServiceApp.with(directory, work).jdk(jdk).start()) {
            app.port();
            app.signal("TERM");
            app.stderr().await(Pattern.compile("drain-tasks: "), SOON);
            app.write("\n");
            assertThat(app.awaitExit(SOON).code()).as(app.stderr()::text).isZero();
            assertThat(app.stdout().awaitEnd(SOON)).contains("ended");
        }
    }

    @EachJdk
    void poolsWhoseThreadsTimeOutAreDrainedBusyAndLeftWhenEmpty(Jdk jdk) throws Exception {
        String work = """
                for (int i = 0; i < 3; i++) {
                    ThreadPoolExecutor pool =
                            new ThreadPoolExecutor(4, 4, 1, TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>());
                    pool.allowCoreThreadTimeOut(true);
                    for (int j = 0; j < 8; j++) {
                        pool.execute(() -> rest(5));
                    }
                    int number = i;
                    if (i < 2) {
                        pool.execute(() -> {
                            rest(900);
                            say("ended " + number);
                        });
                    }
                }
                """;
        assertThatAllEnd(jdk, work, "ended ", 2);
    }

    /** With one processor, and so in many containers, CompletableFuture starts a thread for each task up to JDK 24. */
    @EachJdk
    void futuresRunToTheirEndWhateverTheirDefaultExecutorIs(Jdk jdk) throws Exception {
        String work = """
                for (int i = 0; i < 8; i++) {
                    int number = i;
                    CompletableFuture.supplyAsync(() -> {
                        rest(300);
                        return number;
                    }).thenApplyAsync(n -> {
                        rest(300);
                        return n;
                    }).thenAcceptAsync(n -> say("future " + n));
                }
                """;
        for (String parallelism : new String[] {"1", "4"}) {
            App app = ServiceApp.with(directory, work)
                    .property("java.util.concurrent.ForkJoinPool.common.parallelism", parallelism)
                    .jdk(jdk);
            assertThatAllEnd(app, "future ", 8);
        }
    }

    @EachJdk
    void thePoolOfALibraryIsLeftAlone(Jdk jdk) throws Exception {
        String work = """
                com.zaxxer.hikari.HikariDataSource pool = new com.zaxxer.hikari.HikariDataSource();
                pool.setJdbcUrl("jdbc:h2:mem:none");
                pool.getConnection().close();
                """;
        try (RunningApp app = ServiceApp.with(directory, work).jdk(jdk).start()) {
            app.port();
            app.signal("TERM");
            assertThat(app.awaitExit(SOON).code()).as(app.stderr()::text).isZero();
            assertThat(app.stderr().text()).contains("drain-tasks done").doesNotContain("executor of");
        }
    }

    private static final String OWN = """
            class Own extends AbstractExecutorService {
                private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();

                Own() {
                    Thread thread = new Thread(() -> {
                        while (true) {
                            try {
                                runTask(tasks.take());
                            } catch (InterruptedException e) {
                                return;
                            }
                        }
                    }, "own-1");
                    thread.setDaemon(true);
                    thread.start();
                }

                void runTask(Runnable task) {
                    task.run();
                }

                @Override
                public void execute(Runnable task) {
                    tasks.add(task);
                }

                @Override
                public void shutdown() { }

                @Override
                public List<Runnable> shutdownNow() {
                    return new ArrayList<>();
                }

                @Override
                public boolean isShutdown() {
                    return false;
                }

                @Override
                public boolean isTerminated() {
                    return false;
                }

                @Override
                public boolean awaitTermination(long time, TimeUnit unit) {
                    return false;
                }
            }
            Own own = new Own();
            own.submit(() -> {
                say("begun");
                rest(1200);
                say("first");
            });
            own.submit(() -> say("second"));
            own.submit(() -> say("third"));
            """;

    @EachJdk
    void anExecutorOfTheApplicationsOwnMakingIsNotSeenAndHoldsNothingUp(Jdk jdk) throws Exception {
        try (RunningApp app = ServiceApp.with(directory, OWN).jdk(jdk).start()) {
            app.stdout().await(ServiceApp.line("begun"), SOON);
            app.port();
            app.signal("TERM");
            assertThat(app.awaitExit(SOON).code()).as(app.stderr()::text).isZero();
        }
    }

    @EachJdk
    void itsTasksAreWaitedForWhereThePlanCountsThem(Jdk jdk) throws Exception {
        Path plan = Files.writeString(directory.resolve("lastcall.yaml"), """
                count:
                  - { kind: task, start: "Service$1Own#execute", end: "Service$1Own#runTask", key: 0 }
                """);
        try (RunningApp app =
                ServiceApp.with(directory, OWN, "config=" + plan).jdk(jdk).start()) {
            app.stdout().await(ServiceApp.line("begun"), SOON);
            app.port();
            app.signal("TERM");
            assertThat(app.awaitExit(SOON).code()).as(app.stderr()::text).isZero();
            assertThat(app.stdout().awaitEnd(SOON)).contains("first", "second", "third");
        }
    }

    private void assertThatAllEnd(Jdk jdk, String work, String prefix, int count) throws Exception {
        assertThatAllEnd(ServiceApp.with(directory, work).jdk(jdk), prefix, count);
    }

    private static void assertThatAllEnd(App service, String prefix, int count) throws Exception {
        try (RunningApp app = service.start()) {
            app.port();
            app.signal("TERM");
            assertThat(app.awaitExit(SOON).code()).as(app.stderr()::text).isZero();
            assertThat(app.stdout().awaitEnd(SOON))
                    .containsAll(
                            IntStream.range(0, count).mapToObj(i -> prefix + i).toList());
        }
    }
}
