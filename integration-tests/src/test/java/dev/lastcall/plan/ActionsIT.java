package dev.lastcall.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.lastcall.harness.App;
import dev.lastcall.harness.Await;
import dev.lastcall.harness.EachJdk;
import dev.lastcall.harness.Jdk;
import dev.lastcall.harness.RunningApp;
import dev.lastcall.harness.TinyApp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;

/** Each kind of action and each way in which it can fail, on objects of an application that knows nothing of the agent. */
class ActionsIT {
    private static final Duration SOON = Duration.ofSeconds(40);

    private static final String APPLICATION = """
            import java.util.concurrent.CountDownLatch;

            public class Main {
                public static void main(String[] args) throws Exception {
                    new Cache("older");
                    Cache newer = new Cache("newer", 1);
                    start("deaf-1", () -> deaf());
                    start("poller-1", () -> hang());
                    new Jobs().run();
                    Class.forName("Shape");
                    Class.forName("Half");
                    new Last();
                    // Until the JDK's classes are woven nobody hears of a System.exit.
                    while (Thread.getAllStackTraces().keySet().stream().anyMatch(
                            thread -> thread.getName().equals("lastcall-start"))) Thread.sleep(1);
                    System.out.println("ready");
                    new CountDownLatch(1).await();
                }
                interface Code { void run() throws Exception; }
                static void start(String name, Code code) {
                    Thread thread = new Thread(() -> { try { code.run(); } catch (Exception e) { } }, name);
                    thread.setDaemon(true);
                    thread.start();
                }
                static void save() { System.out.println("saved"); }
                static void fail() { throw new IllegalStateException("no"); }
                static void hang() throws Exception { new CountDownLatch(1).await(); }
                static void deaf() { while (true) { try { hang(); } catch (Exception e) { } } }
                static void exit() { System.exit(3); }
                static void with(int argument) { }
            }
            class Jobs { void run() { } static void once() { } void number(int n) { } }
            class Cache {
                private static Cache first, second;
                private final String name;
                Cache(String name) { this.name = name; if (first == null) first = this; else second = this; }
                Cache(String name, int any) { this(name); }
                private void flush() { System.out.println("flushed " + name); }
            }
            interface Shape { }
            abstract class Half { }
            final class Last { static Last last; Last() { last = this; } void close() { System.out.println("closed"); } }
            """;

    @TempDir
    Path directory;

    @EachJdk
    void goodActionsDoWhatTheySay(Jdk jdk) throws Exception {
        String plan = """
                phases:
                  mine:
                    sequential: true
                    timeout: 20s
                    actions:
                      - { name: flush, call: "Cache#flush" }
                      - { name: close, call: "Last#close" }
                      - { name: save, call: "Main.save()" }
                      - { name: mark, write: { file: "%1$s/marker", text: "clean\\n" } }
                      - { name: list, exec: [/bin/sh, -c, "echo $GIVEN $SECRET."], env: [GIVEN] }
                      - { name: gc, jmx: "java.lang:type=Memory#gc" }
                      - { name: stop, interrupt-threads: [poller-*] }
                track: [Cache, Last]
                """.formatted(directory);
        try (RunningApp app = start(jdk, plan, "GIVEN", "SECRET")) {
            app.signal("TERM");
            assertThat(app.awaitExit(SOON).code()).isEqualTo(143); // nobody was served: the JVM's own
            assertThat(Said.by(app))
                    .containsSubsequence(
                            "mine: flush done: 2 instances",
                            "mine: close done: 1 instance",
                            "mine: save done",
                            "mine: mark done",
                            "list says: value of GIVEN .",
                            "mine: list done",
                            "mine: gc done",
                            "mine: stop done: poller-1 ended",
                            "mine done: 7 actions");
            assertThat(app.stdout().awaitEnd(SOON))
                    .containsExactly("ready", "flushed newer", "flushed older", "closed", "saved");
        }
        assertThat(directory.resolve("marker")).hasContent("clean\n");
    }

    @EachJdk
    void failuresAreNamedAndTheDrainGoesOn(Jdk jdk) throws Exception {
        HttpServer redirecting = redirecting();
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                RunningApp app = start(jdk, failing(jdk, redirecting, silent))) {
            app.signal("TERM");
            assertThat(app.awaitExit(SOON).code()).isEqualTo(143);
            String place = "http://127.0.0.1:" + redirecting.getAddress().getPort();
            assertThat(Said.by(app))
                    .contains(
                            "mine: missing class FAILED: no class Nope is loaded, nor is it on the class path",
                            "mine: missing instance FAILED: no class Gone is loaded",
                            "mine: missing method FAILED: Main has no method nope()",
                            "mine: with argument FAILED: Main has no method with()",
                            "mine: not static FAILED: Cache.flush() is not static: write Cache#flush for every live"
                                    + " instance, and track the class",
                            "mine: throws FAILED: Main.fail() has thrown java.lang.IllegalStateException: no",
                            "mine: hangs FAILED: did not end in its time and was interrupted",
                            "mine: deaf FAILED: did not end in its time, was interrupted, and is left behind",
                            "mine: missing program FAILED: cannot run /no/such/program: there is no such program",
                            "mine: code FAILED: sh has exited with 7",
                            "mine: slow program FAILED: killed with its children before it had ended",
                            "mine: refused FAILED: http://127.0.0.1:1/x cannot be reached: Connection refused",
                            "mine: redirected FAILED: " + place + "/ answered 302, a redirect, which is not followed;"
                                    + " expected 2xx",
                            "mine: unexpected FAILED: " + place + "/ answered 302, a redirect, which is not followed;"
                                    + " expected 204",
                            "mine: hung FAILED: http://127.0.0.1:" + silent.getLocalPort() + "/ gave no answer in time",
                            "mine: missing bean FAILED: no MBean a:b=c is registered",
                            "mine: missing operation FAILED: java.lang:type=Memory has no operation nope(): No such"
                                    + " operation: nope",
                            "mine: missing directory FAILED: there is no directory /no/such",
                            "mine: deaf thread FAILED: interrupted, but not ended: deaf-1",
                            "mine FORCED: 19 of 20 actions failed",
                            "mine: nothing there done: no such thread")
                    .anyMatch(line -> line.startsWith("drained FORCED"));
            assertThat(running("sleep 4321" + jdk.version())).isEmpty();
        } finally {
            redirecting.stop(0);
        }
    }

    /** Java 8 kills a program's children by the program kill, which here takes longer than the time that is left. */
    @EachJdk
    void childrenAreKilledHoweverLongItTakes(Jdk jdk) throws Exception {
        Path kill = Files.createDirectory(directory.resolve("bin")).resolve("kill");
        Files.writeString(kill, "#!/bin/sh\nsleep 0.5\nexec /bin/kill \"$@\"\n");
        assertThat(kill.toFile().setExecutable(true)).isTrue();
        String plan = """
                phases:
                  mine: { actions: [{ name: slow, exec: [sh, -c, "sleep 4322%1$d & sleep 4322%1$d"], timeout: 1s }] }
                track: [Cache]
                """.formatted(jdk.version());
        String path = kill.getParent() + ":" + System.getenv("PATH");
        try (RunningApp app = ready(app(jdk, plan).environment("PATH", path))) {
            app.signal("TERM");
            assertThat(app.awaitExit(SOON).code()).isEqualTo(143);
            assertThat(Said.by(app)).contains("mine: slow FAILED: killed with its children before it had ended");
            Await.until(
                    "the children are gone",
                    SOON,
                    () -> running("sleep 4322" + jdk.version()).isEmpty());
        }
    }

    /** The test runs for all JDKs at once, so the commands differ. */
    private static List<ProcessHandle> running(String command) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(command))
                .toList();
    }

    @EachJdk
    void systemExitInAnActionIsNotWaitedFor(Jdk jdk) throws Exception {
        String plan = """
                phases:
                  mine: { actions: [{ name: leave, call: "Main.exit()" }] }
                track: [Cache]
                """;
        try (RunningApp app = start(jdk, plan)) {
            app.signal("TERM");
            assertThat(app.awaitExit(SOON).code()).isEqualTo(3);
            assertThat(Said.by(app))
                    .contains("mine: leave FAILED: has called System.exit, which waits for the end of this drain; it is"
                            + " not waited for");
        }
    }

    @EachJdk
    void abortLeavesOutWhatComesAfter(Jdk jdk) throws Exception {
        String plan = """
                phases:
                  one:
                    sequential: true
                    on-failure: abort
                    actions:
                      - { name: first, call: "Main.fail()" }
                      - { name: second, call: "Main.fail()", on-failure: abort }
                      - { name: third, call: "Main.save()" }
                  two: { after: one, actions: [{ name: save, call: "Main.save()" }] }
                  apart: { after: drain-tasks, actions: [{ name: flush, call: "Cache#flush" }] }
                  parallel:
                    after: drain-tasks
                    timeout: 20s
                    actions:
                      - { name: waits, call: "Main.hang()" }
                      - { name: breaks, call: "Main.fail()", on-failure: abort }
                track: [Cache]
                """;
        try (RunningApp app = start(jdk, plan)) {
            app.signal("TERM");
            assertThat(app.awaitExit(SOON).code()).isEqualTo(143);
            assertThat(Said.by(app))
                    .contains(
                            "one FORCED: 2 of 3 actions failed, left out: third",
                            "two left out: one has failed",
                            "close-pools left out: one has failed",
                            "flush left out: one has failed",
                            "apart: flush done: 2 instances",
                            "parallel: waits FAILED: was still running when breaks failed and was interrupted",
                            "parallel FORCED: 2 of 2 actions failed");
            assertThat(app.stdout().awaitEnd(SOON)).doesNotContain("saved");
        }
    }

    @EachJdk
    void misfitsOfTrackAndCountAreNamedAndTakeNothingElseWithThem(Jdk jdk) throws Exception {
        String plan = """
                phases:
                  mine: { actions: [{ name: flush, call: "Cache#flush" }] }
                track: [Shape, Half, Cache]
                count:
                  - { kind: request, start: "Cache#nope", end: "Cache#flush" }
                  - { kind: task, around: "Jobs#run" }
                  - { kind: task, start: "Jobs#once", end: "Jobs#once" }
                  - { kind: task, start: "Jobs#number", end: "Jobs#number", key: 0 }
                  - { kind: task, start: "Jobs#number", end: "Jobs#number", key: 1 }
                """;
        try (RunningApp app = start(jdk, plan)) {
            app.signal("TERM");
            assertThat(app.awaitExit(SOON).code()).isEqualTo(143);
            String file = directory.resolve("plan.yaml").toString();
            String nothing = "; this entry of the plan does nothing";
            assertThat(Said.by(app))
                    .contains(
                            "track " + file + ":3:9: Shape is an interface, expected a concrete class" + nothing,
                            "track " + file + ":3:16: Half is abstract, expected a concrete class" + nothing,
                            "count " + file + ":5:5: Cache has no method nope with a body" + nothing,
                            "count " + file + ":7:5: Jobs#once is static and has no this, expected as key the number of"
                                    + " an argument" + nothing,
                            "count " + file + ":8:5: argument 0 of Jobs#number is int, expected an object that lives as"
                                    + " long as the work" + nothing,
                            "count " + file + ":9:5: Jobs#number has no argument 1" + nothing,
                            "mine: flush done: 2 instances");
        }
    }

    private String failing(Jdk jdk, HttpServer redirecting, ServerSocket silent) {
        return """
                phases:
                  mine:
                    timeout: 15s
                    before: unready
                    actions:
                      - { name: missing class, call: "Nope.save()" }
                      - { name: missing instance, call: "Gone#x" }
                      - { name: missing method, call: "Main.nope()" }
                      - { name: with argument, call: "Main.with()" }
                      - { name: not static, call: "Cache.flush()" }
                      - { name: throws, call: "Main.fail()" }
                      - { name: hangs, call: "Main.hang()", timeout: 500ms }
                      - { name: deaf, call: "Main.deaf()", timeout: 500ms }
                      - { name: missing program, exec: [/no/such/program, x] }
                      - { name: code, exec: [sh, -c, "exit 7"] }
                      - { name: slow program, exec: [sh, -c, "sleep 4321%3$d & sleep 4321%3$d"], timeout: 2s }
                      - { name: refused, http: "GET http://127.0.0.1:1/x?secret=1" }
                      - { name: redirected, http: "GET http://127.0.0.1:%1$d/" }
                      - { name: unexpected, http: "PUT http://127.0.0.1:%1$d/", expect: 204 }
                      - { name: hung, http: "GET http://127.0.0.1:%2$d/", timeout: 2s }
                      - { name: missing bean, jmx: "a:b=c#d" }
                      - { name: missing operation, jmx: "java.lang:type=Memory#nope" }
                      - { name: missing directory, write: { file: /no/such/file, text: x } }
                      - { name: deaf thread, interrupt-threads: [deaf-*], timeout: 500ms }
                      - { name: nothing there, interrupt-threads: [no-such-*] }
                track: [Cache, Gone]
                """.formatted(redirecting.getAddress().getPort(), silent.getLocalPort(), jdk.version());
    }

    private static HttpServer redirecting() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("Location", "http://127.0.0.1:1/elsewhere");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    private RunningApp start(Jdk jdk, String plan, String... variables) throws Exception {
        App app = app(jdk, plan);
        for (String variable : List.of(variables)) {
            app.environment(variable, "value of " + variable);
        }
        return ready(app);
    }

    private App app(Jdk jdk, String plan) throws Exception {
        Path file = Files.writeString(directory.resolve("plan.yaml"), plan);
        return TinyApp.compile(directory, APPLICATION)
                .jdk(jdk)
                .directory(directory)
                .agent("config=" + file);
    }

    private static RunningApp ready(App app) throws Exception {
        RunningApp running = app.start();
        running.stdout().await(Pattern.compile("ready"), SOON);
        return running;
    }
}
