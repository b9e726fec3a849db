package dev.lastcall.matrix;

import dev.lastcall.harness.Jdk;
import dev.lastcall.harness.Jdks;
import dev.lastcall.harness.Slice;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The table {@code matrix.txt}: which versions of which libraries are drained, on which JDKs. */
public final class Matrix {
    private static final Pattern LINE = Pattern.compile("line\\s+([^:]+):\\s*([^;]+);\\s*(\\w+)");
    private static final Pattern VERSIONS = Pattern.compile("(\\d+)\\+\\s+([^|]+)\\|(.*)");
    private static final Pattern GREY = Pattern.compile("grey\\s+(\\S+)\\s+(\\d+)\\+:\\s*([^;]+);\\s*(.+)");

    private static final Matrix TABLE = parse(read());

    private final Map<String, List<Version>> lines = new LinkedHashMap<>();

    private Matrix() {}

    /** What the tests of this build run on. */
    public static Matrix table() {
        return TABLE;
    }

    /** @throws IllegalArgumentException if a row is none of those that the head of the table describes */
    static Matrix parse(String text) {
        Matrix matrix = new Matrix();
        List<Version> versions = null;
        Matcher line = null;
        for (String row : text.lines().map(String::strip).toList()) {
            Matcher heading = LINE.matcher(row);
            Matcher cells = VERSIONS.matcher(row);
            Matcher grey = GREY.matcher(row);
            if (heading.matches()) {
                line = heading;
                versions = new ArrayList<>();
                matrix.lines.put(line.group(1), versions);
            } else if (versions != null && cells.matches()) {
                for (String version : cells.group(2).trim().split("\\s+")) {
                    versions.add(new Version(
                            line.group(1),
                            line.group(2).trim(),
                            version,
                            Integer.parseInt(cells.group(1)),
                            line.group(3),
                            Grey.NONE));
                }
            } else if (versions != null && grey.matches()) {
                Grey reason =
                        new Grey(Integer.parseInt(grey.group(2)), grey.group(3).trim(), grey.group(4));
                versions.replaceAll(
                        version -> version.version().equals(grey.group(1)) ? version.with(reason) : version);
            } else if (!row.isEmpty() && !row.startsWith("#")) {
                throw new IllegalArgumentException("matrix.txt: '" + row + "' is no row of the table");
            }
        }
        return matrix;
    }

    /** All versions of all lines, in the order of the table. */
    List<Version> all() {
        return lines.values().stream().flatMap(List::stream).toList();
    }

    Map<String, List<Version>> lines() {
        return lines;
    }

    /** The versions of a line that this build tries, from the oldest to the newest. */
    public static List<Version> versions(String line) {
        List<Version> versions = TABLE.lines.get(line);
        if (versions == null) {
            throw new IllegalArgumentException("matrix.txt has no line " + line + ", only " + TABLE.lines.keySet());
        }
        return Slice.of(versions);
    }

    /** The newest of these versions that runs on a JDK, for what does not depend on the version. */
    public static Version newest(String line, Jdk jdk) {
        List<Version> able = versions(line).stream()
                .filter(version -> version.oldestJdk() <= jdk.version() && !version.isGrey(jdk.version()))
                .toList();
        return able.get(able.size() - 1);
    }

    /** Each version of a line on each JDK that it runs on, as far as this build goes; without the grey cells. */
    public static List<Cell> cells(String line) {
        List<Cell> cells = new ArrayList<>();
        for (Version version : versions(line)) {
            for (Jdk jdk : version.jdks()) {
                cells.add(new Cell(version, jdk));
            }
        }
        return cells;
    }

    /** The grey cells that this build can look at. */
    public static List<Cell> grey() {
        List<Cell> cells = new ArrayList<>();
        for (Version version : TABLE.all()) {
            Jdks.all().stream()
                    .filter(jdk -> version.isGrey(jdk.version()))
                    .forEach(jdk -> cells.add(new Cell(version, jdk)));
        }
        return cells;
    }

    private static String read() {
        try (InputStream table = Matrix.class.getResourceAsStream("/matrix.txt")) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
