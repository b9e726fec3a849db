package dev.lastcall.it.executors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.Exit;
import dev.lastcall.harness.RunningApp;
import dev.lastcall.matrix.Cell;
import dev.lastcall.matrix.Matrix;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class QuiescenceIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    static List<Cell> cells() {
        return Matrix.cells("executors");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cells")
    void aTaskThatHopsThroughExecutorsOfEveryKindIsFollowedToItsEnd(Cell cell) throws Exception {
        String work = """
                Timer timer = new Timer();
                Executor[] executors = {
                    Executors.newFixedThreadPool(2),
                    Executors.newCachedThreadPool(),
                    new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedTransferQueue<Runnable>()),
                    Executors.newScheduledThreadPool(1),
                    new ForkJoinPool(2),
                    ForkJoinPool.commonPool(),
                    task -> timer.schedule(new TimerTask() {
                        @Override
                        public void run() {
                            task.run();
                        }
                    }, 0)
                };
                """ + ServiceApp.HOPS;
        try (RunningApp app = ServiceApp.with(directory, work, "grace-period=90s", "phases.drain-tasks.timeout=60s")
                .jdk(cell.jdk())
                .cell(cell)
                .start()) {
            app.port();
            app.signal("TERM");
            Exit exit = app.awaitExit(Duration.ofSeconds(95));
            assertThat(app.stdout().awaitEnd(SOON)).as(app.stderr()::text).contains("the end");
            assertThat(exit.code()).as(app.stderr()::text).isZero();
        }
    }

    @Test
    void aTaskOfCompletableFuturesAndOneThatItsCallerRunsAreWaitedFor() throws Exception {
        String work = """
                ExecutorService full = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1),
                        new ThreadPoolExecutor.CallerRunsPolicy());
                ExecutorService pool = Executors.newCachedThreadPool();
                for (int i = 0; i < 10; i++) {
                    int number = i;
                    pool.execute(() -> {
                        rest(100);
                        full.execute(() -> CompletableFuture.supplyAsync(() -> number, pool)
                                .thenApplyAsync(n -> {
                                    rest(50);
                                    return n;
                                })
                                .thenAcceptAsync(n -> say("future " + n), full));
                    });
                }
                """;
        try (RunningApp app = ServiceApp.with(directory, work).start()) {
            app.port();
            app.signal("TERM");
            assertThat(app.awaitExit(SOON).code()).isZero();
            for (int i = 0; i < 10; i++) {
                assertThat(app.stdout().awaitEnd(SOON)).contains("future " + i);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cells")
    void poolsStayOpenForTheApplicationsOwnShutdownHooks(Cell cell) throws Exception {
        String work = """
                ExecutorService pool = Executors.newFixedThreadPool(1);
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    try {
                        say(pool.submit(() -> "from the hook").get());
                        pool.shutdown();
                        say("closed " + pool.awaitTermination(5, TimeUnit.SECONDS));
                    } catch (Exception e) {
                        say("hook failed " + e);
                    }
                }));
                pool.execute(() -> {
                    say("began");
                    rest(700);
                    say("ended");
                });
                """;
        try (RunningApp app =
                ServiceApp.with(directory, work).jdk(cell.jdk()).cell(cell).start()) {
            app.stdout().await(ServiceApp.line("began"), SOON);
            app.port();
            app.signal("TERM");
            assertThat(app.awaitExit(SOON).code()).isZero();
            assertThat(app.stdout().awaitEnd(SOON)).containsSubsequence("ended", "from the hook", "closed true");
        }
    }

    @Test
    void executorsOfLibrariesAreLeftAlone() throws Exception {
        String work = """
                com.zaxxer.hikari.HikariDataSource pool = new com.zaxxer.hikari.HikariDataSource();
                pool.setJdbcUrl("jdbc:h2:mem:none");
                pool.getConnection().close();
                """;
        try (RunningApp app = ServiceApp.with(directory, work, "phases.drain-tasks.timeout=3s")
                .start()) {
            app.port();
            app.signal("TERM");
            Exit exit = app.awaitExit(SOON);
            assertThat(exit.code()).isZero();
            assertThat(exit.sinceSignal()).isLessThan(Duration.ofSeconds(4));
            assertThat(app.stderr().text()).contains("drain-tasks done").doesNotContain("executor of");
        }
    }
}
