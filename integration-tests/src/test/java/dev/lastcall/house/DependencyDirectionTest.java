package dev.lastcall.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dependencies point one way: dist to libraries to weaver to core to bridge; applications under test point nowhere. */
class DependencyDirectionTest {
    private static final Path ROOT = Path.of(System.getProperty("lastcall.root", ".."));
    private static final String DIST = "dev.lastcall.dist..";
    private static final String LIBRARIES = "dev.lastcall.library..";
    private static final String WEAVER = "dev.lastcall.weaver..";
    private static final String CORE = "dev.lastcall.core..";
    private static final String ASM = "net.bytebuddy.jar.asm..";

    @TempDir
    Path directory;

    @Test
    void agentDependsInOneDirection() throws Exception {
        JavaClasses agent = new ClassFileImporter().importPaths(agentClasses());
        assertThat(agent.size()).isGreaterThan(100);
        for (String layer : List.of(DIST, LIBRARIES, WEAVER, CORE)) {
            assertThat(agent.stream()
                            .anyMatch(type -> layer.startsWith(type.getPackageName() + ".")
                                    || type.getPackageName().startsWith(layer.replace("..", ""))))
                    .as(layer)
                    .isTrue();
        }
        for (ArchRule rule : rules()) {
            rule.check(agent);
        }
    }

    /** The order of the house, from the top. What a layer may not use is all that stands above it. */
    private static List<ArchRule> rules() {
        return List.of(
                forbidden(LIBRARIES, DIST, ASM),
                forbidden(WEAVER, DIST, LIBRARIES),
                forbidden(CORE, DIST, LIBRARIES, WEAVER, ASM),
                forbidden("java.lang..", DIST, LIBRARIES, WEAVER, CORE, ASM),
                forbidden(DIST, ASM));
    }

    private static ArchRule forbidden(String from, String... to) {
        return noClasses()
                .that()
                .resideInAPackage(from)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(to);
    }

    @ParameterizedTest
    @CsvSource({
        "dev.lastcall.core, dev.lastcall.weaver.Line",
        "dev.lastcall.core, dev.lastcall.library.jvm.Jvm",
        "dev.lastcall.core, dev.lastcall.dist.Start",
        "dev.lastcall.core.drain, dev.lastcall.weaver.Point",
        "dev.lastcall.weaver, dev.lastcall.library.jvm.Jvm",
        "dev.lastcall.weaver, dev.lastcall.dist.Start",
        "dev.lastcall.library.jvm, dev.lastcall.dist.Start",
    })
    void seededViolationIsFound(String from, String to) throws Exception {
        List<Path> classes = agentClasses();
        classes.add(compile(from, to, classes));
        JavaClasses withViolation = new ClassFileImporter().importPaths(classes);
        assertThatThrownBy(() -> rules().forEach(rule -> rule.check(withViolation)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(from + ".Seeded")
                .hasMessageContaining(to);
    }

    private Path compile(String from, String to, List<Path> classpath) throws Exception {
        Path source = Files.writeString(
                directory.resolve("Seeded.java"), "package " + from + "; class Seeded { " + to + " wrong; }");
        Path classes = Files.createDirectory(directory.resolve("classes"));
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-d",
                        classes.toString(),
                        "-cp",
                        String.join(
                                java.io.File.pathSeparator,
                                classpath.stream().map(Path::toString).toList()),
                        source.toString());
        assertThat(failed).isZero();
        return classes;
    }

    @Test
    void noApplicationUnderTestKnowsTheAgent() throws Exception {
        try (Stream<Path> files = Files.walk(ROOT.resolve("test-apps"))) {
            List<Path> sources = files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().contains("/src/"))
                    .toList();
            assertThat(sources).isNotEmpty();
            for (Path source : sources) {
                assertThat(Files.readString(source).toLowerCase())
                        .as(source.toString())
                        .doesNotContain("lastcall", "last call");
            }
        }
        try (Stream<Path> folders = Files.walk(ROOT.resolve("test-apps"), 3)) {
            List<Path> classes =
                    folders.filter(path -> path.endsWith("target/classes")).toList();
            assertThat(classes).isNotEmpty();
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("dev.lastcall..")
                    .check(new ClassFileImporter().importPaths(classes));
        }
    }

    /** The folders of classes of all modules, without the copies of library lines that dist collects. */
    private static List<Path> agentClasses() throws Exception {
        List<Path> classes = new ArrayList<>();
        try (Stream<Path> folders = Files.walk(ROOT.resolve("agent"), 4)) {
            folders.filter(path -> path.endsWith("target/classes"))
                    .filter(path -> !path.startsWith(ROOT.resolve("agent/sun-misc")))
                    .forEach(path -> classes.add(path.toAbsolutePath().normalize()));
        }
        assertThat(classes).hasSizeGreaterThan(5);
        return classes;
    }
}
