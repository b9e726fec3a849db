package dev.lastcall.it.safety;

import static dev.lastcall.it.Web.line;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.App;
import dev.lastcall.harness.Await;
import dev.lastcall.harness.EachJdk;
import dev.lastcall.harness.Jdk;
import dev.lastcall.harness.RunningApp;
import dev.lastcall.it.Web;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** JVMs that serve nobody: the agent says nothing, holds nothing up, and leaves the exit code alone. */
class UnarmedIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    @EachJdk
    void helloWorldIsAllThatAHelloWorldSays(Jdk jdk) throws Exception {
        App hello = Web.program("System.out.println(\"hello\");").jdk(jdk);
        try (RunningApp app = hello.agent("log.level=debug").start()) {
            assertThat(app.awaitExit(SOON).code()).isZero();
            assertThat(app.stdout().awaitEnd(SOON)).containsExactly("hello");
            assertThat(app.stderr().awaitEnd(SOON)).isEmpty();
        }
    }

    /** After the hooks, and before the threads are stopped, the JVM answers no agent any more. */
    @EachJdk
    void jvmThatEndsWhileTheAgentComesUpIsNotToldWhatFailed(Jdk jdk) throws Exception {
        App program = Web.program("""
                for (boolean there = false; !there; ) { // or past it
                    Map<Thread, StackTraceElement[]> all = Thread.getAllStackTraces();
                    there = all.keySet().stream().noneMatch(each -> each.getName().equals("lastcall-start"))
                            || all.values().stream().flatMap(Arrays::stream).anyMatch(frame ->
                                    frame.getClassName().startsWith("dev.lastcall.")
                                            && frame.getMethodName().equals("assemble"));
                }
                Runtime.getRuntime().halt(3);
                """)
                // A long report makes that moment a long one.
                .flag("-XX:+UnlockDiagnosticVMOptions")
                .flag("-XX:NativeMemoryTracking=detail")
                .flag("-XX:+PrintNMTStatistics");
        try (RunningApp app = program.agent("log.level=debug").jdk(jdk).start()) {
            assertThat(app.awaitExit(SOON).code()).isEqualTo(3);
            assertThat(app.stderr().awaitEnd(SOON)).isEmpty();
        }
    }

    @EachJdk
    void batchJobEndsAsItWouldWithItsOwnCode(Jdk jdk) throws Exception {
        App job = Web.program("""
                ExecutorService pool = Executors.newFixedThreadPool(2);
                Future<Integer> result = pool.submit(() -> 3);
                pool.submit(() -> run(() -> Thread.sleep(600_000)));
                System.exit(result.get());
                """);
        try (RunningApp app = job.agent().jdk(jdk).start()) {
            assertThat(app.awaitExit(SOON).code()).isEqualTo(3);
            assertThat(app.stdout().awaitEnd(SOON)).isEmpty();
            assertThat(app.stderr().awaitEnd(SOON)).isEmpty();
        }
    }

    @EachJdk
    void runningTasksOfABatchJobAreWaitedForOnASignalAndTheCodeIsTheJvms(Jdk jdk) throws Exception {
        App job = Web.program("""
                ExecutorService pool = Executors.newFixedThreadPool(1);
                onExit(() -> say("hook"));
                pool.submit(() -> run(() -> { say("begun"); Thread.sleep(1500); say("first"); }));
                pool.submit(() -> say("second"));
                """);
        try (RunningApp app = job.agent().jdk(jdk).start()) {
            app.stdout().await(line("begun"), SOON);
            app.signal("TERM");
            assertThat(app.awaitExit(SOON).code()).isEqualTo(143);
            assertThat(app.stdout().awaitEnd(SOON)).containsExactly("begun", "first", "second", "hook");
            assertThat(app.stderr().awaitEnd(SOON)).isEmpty();
        }
    }

    @EachJdk
    void secondSignalEndsABatchJobAtOnce(Jdk jdk) throws Exception {
        App job = Web.program("""
                ExecutorService pool = Executors.newFixedThreadPool(1);
                onExit(() -> say("hook"));
                pool.submit(() -> run(() -> { say("begun"); Thread.sleep(600_000); }));
                """);
        try (RunningApp app = job.agent(
                        "phases.drain-tasks.timeout=10m", "grace-period=10m", "triggers.second-signal-after=0s")
                .jdk(jdk)
                .start()) {
            app.stdout().await(line("begun"), SOON);
            // Again and again, because the kernel may make one of two that come at once.
            Await.until("the process is gone", SOON, () -> {
                app.signal("TERM");
                return !app.isAlive();
            });
            assertThat(app.awaitExit(SOON).code()).isEqualTo(143);
            assertThat(app.stdout().awaitEnd(SOON)).containsExactly("begun", "hook");
        }
    }

    @EachJdk
    void toolsOfTheJdkSayWhatTheyWouldSayWithoutTheAgent(Jdk jdk) throws Exception {
        Path source = Files.writeString(directory.resolve("Hello.java"), "class Hello {}");
        List<List<String>> commands = List.of(
                List.of("keytool", "-help"),
                List.of("jcmd", "-h"),
                List.of("javac", "-d", directory.toString(), source.toString()));
        for (List<String> command : commands) {
            Said without = run(jdk, command, "-Dnothing=0");
            Said with = run(jdk, command, "-javaagent:" + App.agentJar());
            assertThat(with).isEqualTo(without);
        }
    }

    private record Said(int code, List<String> lines) {}

    private static Said run(Jdk jdk, List<String> command, String options) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command)).redirectErrorStream(true);
        builder.command()
                .set(0, jdk.home().resolve("bin").resolve(command.get(0)).toString());
        builder.environment().put("JAVA_TOOL_OPTIONS", options);
        Process process = builder.start();
        process.getOutputStream().close();
        List<String> lines = process.inputReader()
                .lines()
                .filter(line -> !line.startsWith("Picked up JAVA_TOOL_OPTIONS"))
                .toList();
        return new Said(process.waitFor(), lines);
    }
}
