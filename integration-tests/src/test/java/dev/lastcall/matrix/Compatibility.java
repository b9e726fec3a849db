package dev.lastcall.matrix;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntBiFunction;
import java.util.stream.Collectors;

/**
 * The text of {@code docs/compatibility.md}: a table a line, version by JDK.
 *
 * @param run the names of the cells of which a test has run
 * @param failed the names of the cells of which a test has failed
 * @param most what was in flight at most in a cell, by its name and the kind of work
 */
record Compatibility(Matrix matrix, Set<String> run, Set<String> failed, ToIntBiFunction<String, String> most) {
    private static final List<Integer> JDKS = List.of(8, 11, 17, 21, 25);
    private static final String HEAD = """
            # Compatibility

            Written by `mvn -Pmatrix verify` from what its tests saw.

            **drained**: every test of this version on this JDK has passed, and in at least one of its drains more than
            zero was in flight by the agent's own report. **RED**: a test has failed, or nothing was ever in flight.
            grey: known beforehand not to work, for the reason below the table; the agent says so on stderr. A version has
            no cell on a JDK that is older than it asks for.
            """;

    /** Whether there is anything to say of each cell of the table. */
    boolean isWhole() {
        return matrix.all().stream()
                .allMatch(version -> JDKS.stream()
                        .filter(jdk -> jdk >= version.oldestJdk())
                        .allMatch(jdk -> run.contains(Cell.name(version, jdk))));
    }

    /** The section of README.md: a row a line, its versions in a cell. */
    static String readme(Matrix matrix) {
        StringBuilder text = new StringBuilder("| library | versions that the tests drain |\n|---|---|\n");
        matrix.lines().values().forEach(line -> {
            String title = line.get(0).title();
            String versions = title.contains("*")
                    ? line.stream().map(Version::version).collect(Collectors.joining(", "))
                    : "JDK " + JDKS.stream().map(String::valueOf).collect(Collectors.joining(", "));
            text.append("| ")
                    .append(heading(title))
                    .append(" | ")
                    .append(versions)
                    .append(" |\n");
        });
        return text.toString();
    }

    private static String heading(String title) {
        return title.replace(" *", "");
    }

    String text() {
        StringBuilder text = new StringBuilder(HEAD);
        for (Map.Entry<String, List<Version>> line : matrix.lines().entrySet()) {
            Version first = line.getValue().get(0);
            text.append("\n## ").append(heading(first.title())).append("\n\n| |");
            JDKS.forEach(jdk -> text.append(" JDK ").append(jdk).append(" |"));
            text.append("\n|---|").append("---|".repeat(JDKS.size())).append('\n');
            line.getValue().forEach(version -> row(text, version));
            line.getValue().stream()
                    .filter(version -> version.grey() != Grey.NONE)
                    .forEach(version -> text.append("\nGrey: ")
                            .append(version)
                            .append(" from JDK ")
                            .append(version.grey().from())
                            .append(" on. ")
                            .append(version.grey().reason())
                            .append(".\n"));
        }
        return text.toString();
    }

    private void row(StringBuilder text, Version version) {
        text.append("| ")
                .append(version.title().contains("*") ? version.version() : "")
                .append(" |");
        for (int jdk : JDKS) {
            text.append(' ').append(cell(version, jdk)).append(" |");
        }
        text.append('\n');
    }

    private String cell(Version version, int jdk) {
        String name = Cell.name(version, jdk);
        if (jdk < version.oldestJdk()) {
            return "";
        }
        if (!run.contains(name)) {
            return "not run";
        }
        if (failed.contains(name)) {
            return "**RED**";
        }
        return version.isGrey(jdk) ? "grey" : most.applyAsInt(name, version.counts()) > 0 ? "drained" : "**RED**";
    }
}
