package dev.lastcall.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    @Test
    void passesOnFlagsEnvironmentAndArguments() throws Exception {
        App app = TinyApp.compile(directory, """
                        public class Echo {
                            public static void main(String[] args) {
                                System.err.println(args[0] + System.getenv("E") + System.getProperty("p"));
                                System.exit(5);
                            }
                        }
                        """)
                .argument("a")
                .environment("E", "b")
                .property("p", "c");
        try (RunningApp running = app.start()) {
            assertThat(running.awaitExit(SOON).code()).isEqualTo(5);
            assertThat(running.stderr().awaitEnd(SOON)).containsExactly("abc");
        }
    }

    @Test
    void waitForALineEndsWithTheProcess() throws Exception {
        App app = TinyApp.compile(directory, "public class Mute { public static void main(String[] args) {} }");
        try (RunningApp running = app.start()) {
            assertThatThrownBy(() -> running.stdout().await(Pattern.compile("never"), Duration.ofMinutes(5)))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("and it has ended");
        }
    }

    @Test
    void closeKillsWhatStillRuns() throws Exception {
        App app = TinyApp.compile(
                directory,
                "public class Stay { public static void main(String[] args) throws Exception {"
                        + " System.out.println(\"listening on 1\"); Thread.sleep(60_000); } }");
        RunningApp running = app.start();
        assertThat(running.port()).isEqualTo(1);
        running.close();
        assertThat(running.isAlive()).isFalse();
        assertThat(running.awaitExit(SOON).code()).isEqualTo(137);
    }

    @Test
    void sourceThatDoesNotCompileIsSaid() {
        assertThatThrownBy(() -> TinyApp.compile(directory, "public class Bad { int x = \"\"; }"))
                .hasMessageContaining("does not compile")
                .hasMessageContaining("incompatible types");
    }
}
