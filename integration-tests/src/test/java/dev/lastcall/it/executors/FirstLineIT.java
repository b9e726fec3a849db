package dev.lastcall.it.executors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.App;
import dev.lastcall.harness.EachJdk;
import dev.lastcall.harness.Exit;
import dev.lastcall.harness.Jdk;
import dev.lastcall.harness.Jdks;
import dev.lastcall.harness.RunningApp;
import dev.lastcall.harness.TinyApp;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;

/** Executors that are older than the weave. */
class FirstLineIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int STARTS = 100;

    /** The pool works from the first line of main on; once the agent is there, some 40 tasks of 5 ms are still to come. */
    private static final String SOURCE = """
            import java.util.concurrent.*;
            import java.util.concurrent.atomic.AtomicInteger;

            public class FirstLine {
                static final ExecutorService POOL = Executors.newFixedThreadPool(2);
                static final AtomicInteger LEFT = new AtomicInteger(Integer.MAX_VALUE);

                public static void main(String[] args) throws Exception {
                    POOL.execute(FirstLine::task);
                    while (Thread.getAllStackTraces().keySet().stream().anyMatch(t -> t.getName().equals("lastcall-start"))) {
                        Thread.sleep(1);
                    }
                    LEFT.set(40);
                    System.out.println("ready");
                }

                static void task() {
                    try {
                        Thread.sleep(5);
                    } catch (InterruptedException e) {
                        System.out.println("interrupted");
                    }
                    if (LEFT.decrementAndGet() == 0) {
                        System.out.println("the end");
                    } else {
                        POOL.execute(FirstLine::task);
                    }
                }
            }
            """;

    @TempDir
    Path directory;

    @EachJdk
    void aPoolMadeAndUsedOnTheFirstLineOfMainLosesNoTask(Jdk jdk) throws Exception {
        App app = TinyApp.compile(directory, SOURCE).jdk(jdk).agent();
        assertThatTasksEnd(app, STARTS / Jdks.all().size(), "ready", "the end");
    }

    /** An executor's class waits for the agent, so the signal that ends a batch job in its first moments is heard. */
    private static final String BATCH = """
            import java.util.concurrent.*;

            public class Batch {
                public static void main(String[] kind) throws Exception {
                    ExecutorService executor = kind.length == 0
                            ? Executors.newSingleThreadExecutor()
                            : (ExecutorService) Executors.class.getMethod(kind[0]).invoke(null);
                    executor.submit(() -> {
                        System.out.println("begun");
                        Thread.sleep(300);
                        System.out.println("ended");
                        return 0;
                    });
                    Thread.sleep(60000);
                }
            }
            """;

    @EachJdk
    void aBatchJobThatIsSignalledWithItsFirstTaskJustBegunEndsIt(Jdk jdk) throws Exception {
        App app = TinyApp.compile(directory, BATCH).jdk(jdk).agent();
        assertThatTasksEnd(app, STARTS / 5 / Jdks.all().size(), "begun", "ended");
        if (jdk.version() >= 21) {
            assertThatTasksEnd(app.argument("newVirtualThreadPerTaskExecutor"), 5, "begun", "ended");
        }
    }

    private static void assertThatTasksEnd(App app, int starts, String first, String last) throws Exception {
        for (int start = 0; start < starts; start++) {
            try (RunningApp running = app.start()) {
                running.stdout().await(ServiceApp.line(first), SOON);
                running.signal("TERM");
                Exit exit = running.awaitExit(SOON);
                assertThat(running.stdout().awaitEnd(SOON))
                        .as("start %d", start)
                        .containsExactly(first, last);
                assertThat(running.stderr().awaitEnd(SOON))
                        .as("start %d", start)
                        .isEmpty();
                assertThat(exit.code()).as("start %d", start).isEqualTo(143);
            }
        }
    }
}
