package dev.lastcall.harness;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The JDKs under test: those of the system property {@code lastcall.jdks} ({@code 8=/path,11=/path…}), by default the one
 * that runs the build. Which of the supported ones are left out is said once on the console.
 */
public final class Jdks {
    private static final String PROPERTY = "lastcall.jdks";
    private static final int[] SUPPORTED = {8, 11, 17, 21, 25};
    private static final AtomicBoolean SAID = new AtomicBoolean();
    private static final List<Jdk> ALL = parse(System.getProperty(PROPERTY, ""));

    /** For {@link EachJdk}. */
    public static List<Jdk> all() {
        if (!SAID.getAndSet(true)) {
            saySkipped();
        }
        return ALL;
    }

    public static Jdk first() {
        return ALL.get(0);
    }

    public static Jdk newest() {
        return ALL.get(ALL.size() - 1);
    }

    private static void saySkipped() {
        String skipped = IntStream.of(SUPPORTED)
                .filter(version -> ALL.stream().noneMatch(jdk -> jdk.version() == version))
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(", "));
        if (!skipped.isEmpty()) {
            System.out.println("Under test: " + ALL + ". Skipped: JDK " + skipped + "; add them with -D" + PROPERTY
                    + "=8=/path,11=/path…");
        }
    }

    static List<Jdk> parse(String list) {
        if (list.isBlank()) {
            return List.of(Jdk.current());
        }
        List<Jdk> jdks = new ArrayList<>();
        for (String entry : list.split(",")) {
            String[] parts = entry.trim().split("=", 2);
            if (parts.length != 2 || !parts[0].matches("\\d+")) {
                throw new IllegalArgumentException(
                        PROPERTY + ": '" + entry + "' is not <version>=<path>, as in 8=/opt/jdk8,11=/opt/jdk11");
            }
            jdks.add(new Jdk(Integer.parseInt(parts[0]), Path.of(parts[1])));
        }
        return List.copyOf(jdks);
    }

    private Jdks() {}
}
