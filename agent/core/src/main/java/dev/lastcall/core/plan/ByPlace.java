package dev.lastcall.core.plan;

import java.util.Comparator;

/** Problems in the order of the file that they are about; all others first, as they came. */
final class ByPlace implements Comparator<String> {

    private final String prefix;

    ByPlace(String file) {
        this.prefix = file + ":";
    }

    @Override
    public int compare(String a, String b) {
        return Long.compare(place(a), place(b));
    }

    private long place(String problem) {
        if (!problem.startsWith(prefix)) {
            return 0;
        }
        String[] parts = problem.substring(prefix.length()).split(":", 3);
        try {
            return (Long.parseLong(parts[0]) << 32) + Long.parseLong(parts[1]);
        } catch (RuntimeException ofTheWholeFile) {
            return 1;
        }
    }
}
