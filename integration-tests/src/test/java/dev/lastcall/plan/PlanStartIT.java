package dev.lastcall.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.App;
import dev.lastcall.harness.EachJdk;
import dev.lastcall.harness.Jdk;
import dev.lastcall.harness.RunningApp;
import dev.lastcall.harness.TinyApp;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;

/** What a JVM does with a plan when it starts, and that the application starts whatever the plan holds. */
class PlanStartIT {
    private static final Duration SOON = Duration.ofSeconds(40);

    /** The class of the jobs is loaded twice, by two loaders. */
    private static final String APPLICATION = """
            import java.net.URL;
            import java.net.URLClassLoader;

            public class Main {
                public static void main(String[] args) throws Exception {
                    System.out.println("main runs");
                    start(new Jobs(), "near-1");
                    ClassLoader far = new URLClassLoader(
                            new URL[] { Main.class.getProtectionDomain().getCodeSource().getLocation() }, null);
                    java.lang.reflect.Constructor<?> constructor = far.loadClass("Jobs").getDeclaredConstructor();
                    constructor.setAccessible(true);
                    start((Runnable) constructor.newInstance(), "far-1");
                    Jobs.STARTED.acquire();
                    System.out.println("ready");
                    new java.util.concurrent.CountDownLatch(1).await();
                }
                static void start(Runnable job, String name) {
                    Thread thread = new Thread(job, name);
                    thread.setDaemon(true);
                    thread.start();
                }
            }
            class Jobs implements Runnable {
                static final java.util.concurrent.Semaphore STARTED = new java.util.concurrent.Semaphore(0);
                public void run() { work(); }
                void work() {
                    STARTED.release();
                    try { Thread.sleep(3000); } catch (InterruptedException e) { return; }
                    System.out.println(Thread.currentThread().getName() + " is done");
                }
            }
            """;

    @TempDir
    Path directory;

    @EachJdk
    void countedTasksOfTwoLoadersAreWaitedFor(Jdk jdk) throws Exception {
        Path plan = plan("count: [{ kind: task, around: \"Jobs#work\" }]\n");
        try (RunningApp app = app(jdk).agent("config=" + plan).start()) {
            app.stdout().await(Pattern.compile("ready"), SOON);
            app.stderr().await(Pattern.compile("armed: counted tasks of Jobs#work"), SOON);
            app.signal("TERM");
            assertThat(app.awaitExit(SOON).code()).isEqualTo(143); // a job that was stopped has not succeeded
            assertThat(app.stdout().awaitEnd(SOON)).contains("near-1 is done", "far-1 is done");
        }
    }

    @EachJdk
    void badPlanIsSaidInOneBlockAndTheApplicationStarts(Jdk jdk) throws Exception {
        Path plan = plan("grace-perod: 3s\nexit: { reserve: soon }\ncount: [{ kind: task, around: \"Jobs#work\" }]\n");
        try (RunningApp app = app(jdk).agent("config=" + plan).start()) {
            app.stdout().await(Pattern.compile("ready"), SOON);
            app.signal("TERM");
            app.awaitExit(SOON);
            assertThat(app.stderr().awaitEnd(SOON))
                    .startsWith(
                            "Last Call: " + plan
                                    + ":1:1: grace-perod: no such setting, it is ignored; did you mean grace-period?",
                            "Last Call: " + plan + ":2:18: exit.reserve: \"soon\" is not a duration such as 500ms, 25s,"
                                    + " 2m or 1h; the default \"5s\" is used");
        }
    }

    @EachJdk
    void missingPlanDisablesTheAgentIfThatIsAskedFor(Jdk jdk) throws Exception {
        try (RunningApp app = app(jdk).agent("config=/no/such/plan.yaml", "on-config-error=disable")
                .start()) {
            app.stdout().await(Pattern.compile("ready"), SOON);
            app.signal("TERM");
            assertThat(app.awaitExit(SOON).code()).isEqualTo(143);
            assertThat(app.stderr().awaitEnd(SOON))
                    .containsExactly(
                            "Last Call: /no/such/plan.yaml: is missing, expected a plan file; the default plan is used",
                            "Last Call: on-config-error is disable, so the agent does nothing in this JVM");
        }
    }

    @EachJdk
    void checkPrintsThePlanOrAllErrors(Jdk jdk) throws Exception {
        Path plan = plan("grace-period: 20s\nphases: { mine: { interrupt-threads: [a] } }\n");
        assertThat(AgentProgram.run(jdk, 0, "check", plan.toString(), "-Dlastcall.phases.mine.timeout=7s"))
                .anyMatch(line -> line.matches("mine +\\d+ s +\\d+ s +[\\d.]+ s +7 s +1 s +drain-tasks"))
                .anyMatch(line -> line.matches("grace-period +20s +" + Pattern.quote(plan + ":1:15")))
                .anyMatch(line -> line.matches("phases.mine.timeout +7s +system property lastcall.phases.mine.timeout"))
                .anyMatch(line -> line.matches("exit.reserve +5s +default"));
        plan("grace-perod: 20s\nexit: 3s\n");
        assertThat(AgentProgram.run(jdk, 2, "check", plan.toString()))
                .containsExactly(
                        plan + ":1:1: grace-perod: no such setting, it is ignored; did you mean grace-period?",
                        plan + ":2:7: exit: \"3s\" is not a map of settings such as exit.reserve; it is ignored",
                        "2 errors");
        assertThat(AgentProgram.run(jdk, 0, "explain", "phases")).anyMatch(line -> line.startsWith("drain-requests"));
    }

    private Path plan(String text) throws Exception {
        return Files.writeString(directory.resolve("plan.yaml"), text);
    }

    private App app(Jdk jdk) throws Exception {
        return TinyApp.compile(directory, APPLICATION).jdk(jdk).directory(directory);
    }
}
