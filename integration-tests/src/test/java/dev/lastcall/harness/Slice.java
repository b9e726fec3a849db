package dev.lastcall.harness;

import java.util.List;

/**
 * How much of the matrix of versions and JDKs a build runs: all of it with {@code -Pmatrix}, otherwise the ends, so that
 * {@code mvn verify} stays short.
 */
public final class Slice {
    private static final boolean WHOLE = Boolean.getBoolean("lastcall.matrix");

    /** Whether this build runs all of it. */
    public static boolean isWhole() {
        return WHOLE;
    }

    /** Everything, or the first and the last of a list that runs from the oldest to the newest. */
    public static <T> List<T> of(List<T> oldestToNewest) {
        return WHOLE || oldestToNewest.size() < 3
                ? oldestToNewest
                : List.of(oldestToNewest.get(0), oldestToNewest.get(oldestToNewest.size() - 1));
    }

    /** The JDKs on which to try a version that needs at least this one: all, or the oldest, the newest, and 17 between. */
    public static List<Jdk> jdks(int oldest) {
        List<Jdk> able =
                Jdks.all().stream().filter(jdk -> jdk.version() >= oldest).toList();
        List<Jdk> ends = of(able);
        return able.stream()
                .filter(jdk -> jdk.version() == 17 || ends.contains(jdk))
                .toList();
    }

    private Slice() {}
}
