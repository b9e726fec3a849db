package dev.lastcall.benchmarks;

/** How thoroughly to measure. */
record Scale(double factor) {
    private static final int LEAST = 3;

    /** @param full the number of rounds for figures to publish */
    int rounds(int full) {
        return Math.max(LEAST, (int) Math.ceil(full * factor));
    }
}
