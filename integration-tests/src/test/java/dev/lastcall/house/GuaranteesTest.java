package dev.lastcall.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What docs/guarantees.md promises is shown by tests that there are. */
class GuaranteesTest {
    private static final Path ROOT = Path.of(System.getProperty("lastcall.root", ".."));

    /** A class, a method of it, or a method of the class that was named before. */
    private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w+)?(?:#)?([a-z]\\w+)?`");

    private static final Map<String, String> SOURCES = new HashMap<>();

    @BeforeAll
    static void readsAllTests() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            for (Path file : files.filter(path ->
                            path.toString().endsWith(".java") && path.toString().contains("src/test/java"))
                    .toList()) {
                SOURCES.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
            }
        }
    }

    @Test
    void eachPromiseNamesTestsThatThereAre() throws IOException {
        List<String> rows = Files.readAllLines(ROOT.resolve("docs/guarantees.md")).stream()
                .filter(row -> row.startsWith("| ") && !row.equals("| promise | shown by |"))
                .toList();
        assertThat(rows).hasSizeGreaterThan(20);
        List<String> wrong = new ArrayList<>();
        for (String row : rows) {
            String tests = row.substring(row.lastIndexOf(" | ") + 3);
            if (!tests.startsWith("the same") && !areThere(tests)) {
                wrong.add(row);
            }
        }
        assertThat(wrong)
                .as("rows of docs/guarantees.md that name no test, or one that there is not")
                .isEmpty();
    }

    private static boolean areThere(String tests) {
        List<MatchResult> names = NAMED.matcher(tests).results().toList();
        String source = "";
        for (MatchResult name : names) {
            if (name.group(1) != null) {
                source = SOURCES.getOrDefault(name.group(1), "");
            }
            boolean there = !source.isEmpty() && (name.group(2) == null || declares(source, name.group(2)));
            if (!there) {
                return false;
            }
        }
        return !names.isEmpty();
    }

    /** Itself, or a kit that it runs. */
    private static boolean declares(String source, String method) {
        if (source.contains(" " + method + "(")) {
            return true;
        }
        return Pattern.compile("class \\w+ extends (\\w+)")
                .matcher(source)
                .results()
                .anyMatch(kit -> declares(SOURCES.getOrDefault(kit.group(1), ""), method));
    }
}
