package dev.lastcall.it.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.App;
import dev.lastcall.harness.EachJdk;
import dev.lastcall.harness.Jdk;
import dev.lastcall.harness.RunningApp;
import dev.lastcall.harness.TinyApp;
import dev.lastcall.it.Web;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Guards against cost that creeps in: counts that do not depend on the machine. Times never fail a build. */
class CountsIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final long MOST_JAR_BYTES = 6_000_000;

    /** What the agent loads of its own in a program that has nothing to drain; more needs a reason. */
    private static final int MOST_CLASSES = 90;

    /** Says what it is when the agent has come to rest: its thread waits for the first class that it knows. */
    private static final String IDLE = """
            public final class Idle {
                public static void main(String[] args) throws Exception {
                    while (!atRest()) {
                        Thread.yield();
                    }
                    System.out.println("at rest");
                }

                static boolean atRest() {
                    for (Thread thread : Thread.getAllStackTraces().keySet()) {
                        if (thread.getName().equals("lastcall-start")) {
                            return thread.getState() == Thread.State.WAITING;
                        }
                    }
                    return false;
                }
            }
            """;

    /** What the agent loads in a program that is over at once, which is what the JVM's start waits for. */
    private static final int MOST_CLASSES_AT_ONCE = 4;

    private static final int TRIES = 5;

    private static final String HELLO = """
            public final class Hello {
                public static void main(String[] args) {
                    System.out.println("hello");
                }
            }
            """;

    private static final Pattern LOADED = Pattern.compile("(?:\\[Loaded |\\] )(dev\\.lastcall\\.\\S+) (?:from|source)");

    @TempDir
    Path directory;

    @Test
    void jarIsSmall() throws Exception {
        assertThat(Files.size(App.agentJar())).isLessThan(MOST_JAR_BYTES);
    }

    @EachJdk
    void nothingIsMadeReadyToWeaveWhereNothingIsMet(Jdk jdk) throws Exception {
        List<String> ours = ours(run(jdk, IDLE, "at rest"));
        assertThat(ours).isNotEmpty().hasSizeLessThanOrEqualTo(MOST_CLASSES);
        assertThat(ours).noneMatch(name -> name.startsWith("dev.lastcall.relocated."));
        assertThat(ours).noneMatch(name -> name.startsWith("dev.lastcall.library."));
    }

    /** On a machine that is busy a program may last longer than the agent waits, though hardly each time. */
    @EachJdk
    void aProgramThatIsOverAtOnceLoadsHardlyAnythingOfTheAgent(Jdk jdk) throws Exception {
        int fewest = Integer.MAX_VALUE;
        for (int i = 0; i < TRIES && fewest > MOST_CLASSES_AT_ONCE; i++) {
            fewest = Math.min(fewest, ours(run(jdk, HELLO, "hello")).size());
        }
        assertThat(fewest).isPositive().isLessThanOrEqualTo(MOST_CLASSES_AT_ONCE);
    }

    /** Since Java 18 a reflective call is one by method handles: the JVM makes classes for a shape that it has not had. */
    @EachJdk
    void noClassIsMadeForTheWayIntoTheAgent(Jdk jdk) throws Exception {
        List<String> lines = run(jdk, IDLE, "at rest");
        List<String> way = lines.stream()
                .dropWhile(line -> !line.contains("dev.lastcall.AgentLoader"))
                .takeWhile(line -> !line.contains("dev.lastcall.dist.Assembly"))
                .toList();
        assertThat(way).anyMatch(line -> line.contains("dev.lastcall.dist.Start"));
        assertThat(way).noneMatch(line -> line.contains("java.lang.invoke.LambdaForm$"));
    }

    /** They would else be woven while a signal, or the end of the process, waits for it. */
    @EachJdk
    void classesThatADrainIsTheFirstToTouchAreThereOnceTheAgentIsArmed(Jdk jdk) throws Exception {
        try (RunningApp running = logsClasses(Web.app().plain(), jdk).start()) {
            running.stdout().await(Pattern.compile("java\\.util\\.TaskQueue "), SOON);
            running.stdout().await(Pattern.compile("java\\.lang\\.Shutdown "), SOON);
        }
    }

    private static App logsClasses(App app, Jdk jdk) {
        return app.jdk(jdk).agent().flag(jdk.version() == 8 ? "-verbose:class" : "-Xlog:class+load:stdout");
    }

    private static List<String> ours(List<String> lines) {
        return lines.stream()
                .map(LOADED::matcher)
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1))
                .toList();
    }

    /** Which classes were loaded until this program has ended, having said that and nothing on stderr. */
    private List<String> run(Jdk jdk, String program, String said) throws Exception {
        try (RunningApp running =
                logsClasses(TinyApp.compile(directory, program), jdk).start()) {
            assertThat(running.awaitExit(SOON).code()).isZero();
            List<String> lines = running.stdout().awaitEnd(SOON);
            assertThat(lines).contains(said);
            assertThat(running.stderr().awaitEnd(SOON)).isEmpty();
            return lines;
        }
    }
}
