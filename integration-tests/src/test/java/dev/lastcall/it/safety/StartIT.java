package dev.lastcall.it.safety;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.App;
import dev.lastcall.harness.EachJdk;
import dev.lastcall.harness.Jdk;
import dev.lastcall.harness.RunningApp;
import dev.lastcall.harness.TinyApp;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * The start of the agent beside a main that begins at once. A class with points waits for the start, so the start may not
 * lead to one: not even by way of what a class of the JDK does when it is initialised.
 */
class StartIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    /** Waits until the start is over, or waits for something to drain, and leaves no trace in the list of classes. */
    private static final String IDLE = """
            public class Idle {
                public static void main(String[] args) throws Exception {
                    Thread start;
                    do {
                        Thread.sleep(5);
                        start = null;
                        Thread[] all = new Thread[100];
                        for (int i = Thread.enumerate(all) - 1; i >= 0; i--) {
                            start = all[i].getName().equals("lastcall-start") ? all[i] : start;
                        }
                    } while (start != null && start.getState() != Thread.State.WAITING);
                    Runtime.getRuntime().halt(0);
                }
            }
            """;

    private static final String EARLY = """
            import java.util.concurrent.*;
            import java.util.stream.*;

            public class Early {
                public static void main(String[] kind) throws Exception {
                    long begin = System.nanoTime();
                    switch (kind[0]) {
                        case "executor":
                            Executors.newFixedThreadPool(2).submit(() -> 1).get();
                            break;
                        case "parallel stream":
                            IntStream.range(0, 1000).parallel().sum();
                            break;
                        case "future":
                            CompletableFuture.supplyAsync(() -> 1).get();
                            break;
                        default:
                            new ForkJoinPool(2).submit(() -> 1).get();
                    }
                    System.out.println("after " + (System.nanoTime() - begin) / 1000000 + " ms");
                    Runtime.getRuntime().halt(0);
                }
            }
            """;

    private static final Pattern LOADED = Pattern.compile("^(?:\\[Loaded |\\[.*class,load *] )(\\S+)");
    private static final Pattern AFTER = Pattern.compile("after (\\d+) ms");

    /** A class with points waits no longer than this; many times what a start takes. */
    private static final int STALL = 10_000;

    @TempDir
    Path directory;

    private Path plan;

    @BeforeEach
    void plan() throws Exception {
        plan = Files.writeString(directory.resolve("plan.yaml"), """
                grace-period: 20s
                exit: { reserve: 3s }
                readiness: { keep-ports: [8081], paths: ["/ready*"] }
                limits: { max-requests: 200 }
                track: [com.acme.PriceCache]
                count:
                  - { kind: task, around: "com.acme.jobs.Runner#runJob" }
                phases:
                  drain-requests: { timeout: 9s }
                  persist-state:
                    after: drain-tasks
                    timeout: 5s
                    interrupt-threads: ["poller-*"]
                    actions:
                      - { name: flush cache, call: "com.acme.PriceCache#flush", timeout: 3s }
                      - { http: "PUT http://127.0.0.1:8500/deregister", expect: 200 }
                      - { jmx: "com.acme:type=Acceptor#stop" }
                      - { exec: [/bin/true], env: [HOME] }
                      - { write: { file: drained, text: clean } }
                """);
    }

    /** Settings of every origin. */
    private App withSettings(App app) {
        return app.agent("phases.drain-tasks.endless-after=90s", "phases.lame-duck.max=4s")
                .property("lastcall.grace-period", "8s")
                .property("lastcall.exit.reserve", "2s")
                .environment("LASTCALL_PHASES_DRAIN_TASKS_TIMEOUT", "3s");
    }

    @EachJdk
    void noClassWithPointsIsLoadedByTheStartItself(Jdk jdk) throws Exception {
        App idle = withSettings(TinyApp.compile(directory, IDLE).jdk(jdk).flag("-verbose:class"));
        Set<String> withPoints = classesOfTheJdkWithPoints();
        assertThat(loadedBeforeTheWeave(idle)).contains("java.time.Duration").doesNotContainAnyElementsOf(withPoints);
        assertThat(loadedBeforeTheWeave(idle.property("lastcall.config", plan.toString())))
                .contains("java.time.Duration")
                .doesNotContainAnyElementsOf(withPoints);
    }

    @EachJdk
    void executorsOnTheFirstLineOfMainDoNotStall(Jdk jdk) throws Exception {
        for (String kind : new String[] {"executor", "parallel stream", "future", "fork-join pool"}) {
            App early = withSettings(TinyApp.compile(directory, EARLY).jdk(jdk).argument(kind));
            assertThat(millis(early)).as(kind).isLessThan(STALL);
            assertThat(millis(early.property("lastcall.config", plan.toString())))
                    .as("%s, with a plan file", kind)
                    .isLessThan(STALL);
        }
    }

    private static int millis(App early) throws Exception {
        try (RunningApp app = early.start()) {
            return Integer.parseInt(app.stdout().await(AFTER, SOON).group(1));
        }
    }

    /** What a main that needs no class itself has seen loaded when the start began to weave, or was over. */
    private static List<String> loadedBeforeTheWeave(App idle) throws Exception {
        try (RunningApp app = idle.start()) {
            assertThat(app.awaitExit(SOON).code()).isZero();
            assertThat(app.stderr().awaitEnd(SOON)).isEmpty();
            return app.stdout().awaitEnd(SOON).stream()
                    .map(LOADED::matcher)
                    .filter(Matcher::find)
                    .map(matcher -> matcher.group(1))
                    .takeWhile(name -> !name.contains("bytebuddy"))
                    .toList();
        }
    }

    /** From the table in the jar, but for those that every JVM has loaded. */
    private static Set<String> classesOfTheJdkWithPoints() throws Exception {
        String table = table();
        Set<String> everywhere = named(table, "everywhere");
        return named(table, "point").stream()
                .filter(name -> name.startsWith("java.") && !everywhere.contains(name))
                .collect(Collectors.toSet());
    }

    private static Set<String> named(String table, String row) {
        return table.lines()
                .map(line -> line.split("\\s+"))
                .filter(words -> words[0].equals(row))
                .map(words -> words[1])
                .collect(Collectors.toSet());
    }

    private static String table() throws Exception {
        try (ZipFile jar = new ZipFile(App.agentJar().toFile());
                InputStream inner = jar.getInputStream(jar.getEntry("lastcall/agent.jar"));
                ZipInputStream entries = new ZipInputStream(inner)) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                if (entry.getName().equals("lastcall.points")) {
                    return new String(entries.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
        }
        throw new AssertionError("the jar has no table of points");
    }
}
