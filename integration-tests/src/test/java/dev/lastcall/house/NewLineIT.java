package dev.lastcall.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.App;
import dev.lastcall.harness.RunningApp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A line for a server that the agent has never heard of is two new folders and two rows in module lists: those under {@code
 * src/test/resources/new-line} are put into a copy of the tree, which is then built.
 */
class NewLineIT {
    private static final Path ROOT =
            Path.of(System.getProperty("lastcall.root", "..")).toAbsolutePath().normalize();
    private static final Path NEW = ROOT.resolve("integration-tests/src/test/resources/new-line");
    private static final Set<String> LEFT_OUT = Set.of("target", ".git", "node_modules", ".idea");
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration BUILD = Duration.ofMinutes(5);

    @TempDir
    Path tree;

    @Test
    void newLineIsTwoFoldersAndTwoModulesAndItsApplicationDrains() throws Exception {
        copy(ROOT, tree);
        copy(NEW, tree);
        addModule("agent/libraries/pom.xml");
        addModule("test-apps/pom.xml");
        build("agent/libraries/jvm", "agent/libraries/teller", "agent/dist", "test-apps/teller");

        App app = App.of("com.acme.teller.Teller", tree.resolve("test-apps/teller/target/classes"))
                .flag("-javaagent:" + tree.resolve("agent/dist/target/lastcall-agent.jar"));
        try (RunningApp running = app.start();
                Socket client = new Socket(InetAddress.getLoopbackAddress(), running.port())) {
            running.stdout().await(Pattern.compile("asked"), SOON);
            running.signal("TERM");
            assertThat(new String(client.getInputStream().readAllBytes())).isEqualTo("all is well");
            assertThat(running.awaitExit(SOON).code()).isZero();
            running.stderr().await(Pattern.compile("armed: Teller on :\\d+"), SOON);
            running.stderr().await(Pattern.compile("draining after SIGTERM: 1 request in flight"), SOON);
            running.stderr().await(Pattern.compile("drained clean in .*: nothing lost"), SOON);
        }
    }

    private void addModule(String list) throws IOException {
        Path pom = tree.resolve(list);
        String before = Files.readString(pom);
        String after = before.replace("  </modules>", "    <module>teller</module>\n  </modules>");
        assertThat(after).isNotEqualTo(before);
        Files.writeString(pom, after);
    }

    /** By the Maven that runs this test, and offline: all that is needed was needed for the tree itself. */
    private void build(String... modules) throws Exception {
        Path log = tree.resolve("build.log");
        ProcessBuilder maven = new ProcessBuilder(
                        Path.of(System.getProperty("maven.home"), "bin", "mvn").toString(),
                        "-B",
                        "-o",
                        "-Dmaven.repo.local=" + System.getProperty("maven.repo.local"),
                        "-Dmaven.test.skip=true",
                        "-Dspotless.check.skip=true",
                        "-am",
                        "-pl",
                        String.join(",", modules),
                        "package")
                .directory(tree.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
        maven.environment().keySet().removeAll(List.of("MAVEN_OPTS", "MAVEN_ARGS", "JAVA_TOOL_OPTIONS"));
        Process build = maven.start();
        try {
            assertThat(build.waitFor(BUILD.toSeconds(), TimeUnit.SECONDS))
                    .as("a build that ends")
                    .isTrue();
            assertThat(build.exitValue()).as(Files.readString(log)).isZero();
        } finally {
            build.destroyForcibly();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes any) throws IOException {
                if (LEFT_OUT.contains(folder.getFileName().toString())) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(to.resolve(from.relativize(folder)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes any) throws IOException {
                Files.copy(file, to.resolve(from.relativize(file)));
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
