package dev.lastcall.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where the build leaves what the tests start: the agent's jar and the applications under {@code test-apps}. */
final class Workspace {
    private static final Path ROOT =
            Path.of(System.getProperty("lastcall.root", "..")).toAbsolutePath().normalize();

    static Path agentJar() {
        Path jar = ROOT.resolve("agent/dist/target/lastcall-agent.jar");
        require(jar, "the agent's jar is made by 'mvn package' in " + ROOT);
        return jar;
    }

    /** The {@code target} folder of an application: its {@code classes}, and in {@code lib} all that it depends on. */
    static Path testApp(String name) {
        Path target = ROOT.resolve("test-apps").resolve(name).resolve("target");
        require(target.resolve("classes"), "it is made by 'mvn package' in " + ROOT);
        require(target.resolve("lib"), "it is made by 'mvn package' in " + ROOT);
        return target;
    }

    static Path relocatedJar(String name) {
        Path jar = ROOT.resolve("test-apps").resolve(name).resolve("target/relocated.jar");
        require(jar, "it is made by 'mvn package' in " + ROOT);
        return jar;
    }

    static Path foreign(String folder) {
        Path jars = ROOT.resolve("integration-tests/target/foreign").resolve(folder);
        require(jars, "it is made by 'mvn process-test-resources' in " + ROOT);
        return jars;
    }

    static Path library(String folder) {
        Path jars = ROOT.resolve("integration-tests/target/libraries").resolve(folder);
        require(jars, "it is made by 'mvn process-test-resources' in " + ROOT);
        return jars;
    }

    /** The jars of a folder; none if it is a folder of classes, or a jar itself. */
    static List<Path> jarsIn(Path path) {
        try (Stream<Path> entries = Files.isDirectory(path) ? Files.list(path) : Stream.empty()) {
            return entries.filter(entry -> entry.toString().endsWith(".jar")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keeps what an application has said, for whoever looks into a failure later. */
    static void keep(String name, String text) {
        try {
            Path folder = Files.createDirectories(ROOT.resolve("integration-tests/target/apps"));
            Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void require(Path path, String remedy) {
        if (!Files.exists(path)) {
            throw new IllegalStateException(path + " is missing: " + remedy
                    + " (if the root is elsewhere, set the system property lastcall.root)");
        }
    }

    private Workspace() {}
}
