package dev.lastcall.it.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lastcall.harness.Exit;
import dev.lastcall.harness.Jdk;
import dev.lastcall.harness.RunningApp;
import dev.lastcall.harness.TinyApp;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Java runtime that jlink made, with few modules. */
class ImageIT {
    private static final Duration SOON = Duration.ofSeconds(90);

    private static final Jdk BUILDER = Jdk.current();

    @TempDir
    Path directory;

    private Jdk image(String modules) throws Exception {
        Path jlink = BUILDER.home().resolve("bin/jlink");
        assumeTrue(
                Files.exists(jlink) && Files.isDirectory(BUILDER.home().resolve("jmods")),
                "the JDK of the build can make no image");
        Path home = directory.resolve("image");
        Process process = new ProcessBuilder(
                        jlink.toString(), "--add-modules", modules, "--output", home.toString(), "--no-man-pages")
                .inheritIO()
                .start();
        assertThat(process.waitFor()).isZero();
        return new Jdk(BUILDER.version(), home);
    }

    private static final String SOURCE = """
            import java.util.concurrent.*;

            public class Task {
                public static void main(String[] args) {
                    Executors.newFixedThreadPool(1).execute(() -> {
                        System.out.println("task");
                        System.exit(7);
                    });
                }
            }
            """;

    @Test
    void whatIsMissingIsSaidInOneLineAndTheServiceGoesOn() throws Exception {
        try (RunningApp app = TinyApp.compile(directory, SOURCE)
                .agent()
                .jdk(image("java.base,java.instrument,java.logging"))
                .start()) {
            Exit exit = app.awaitExit(SOON);
            assertThat(app.stdout().awaitEnd(SOON)).containsExactly("task");
            assertThat(app.stderr().awaitEnd(SOON))
                    .singleElement()
                    .asString()
                    .startsWith("Last Call could not start, the application runs without it")
                    .contains("the module jdk.unsupported");
            assertThat(exit.code()).isEqualTo(7);
        }
    }
}
