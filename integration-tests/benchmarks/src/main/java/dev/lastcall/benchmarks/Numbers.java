package dev.lastcall.benchmarks;

import java.util.Locale;

/** Figures with as many digits as a reader can use. */
final class Numbers {
    static String of(double value) {
        double size = Math.abs(value);
        return of(value, size >= 100 ? 0 : size >= 10 ? 1 : 2);
    }

    static String of(double value, int decimals) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }

    private Numbers() {}
}
