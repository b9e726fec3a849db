package dev.lastcall.benchmarks;

/**
 * What one side of a measure is held to, alone or against another side. Of two sides a round's values are compared with each
 * other, as they shared the machine's mood; the median of these comparisons decides.
 *
 * @param most whether the limit is an upper one
 */
record Target(Kind kind, boolean most, double limit, String unit) {
    enum Kind {
        VALUE,
        DIFFERENCE,
        RATIO
    }

    static Target atMost(double limit, String unit) {
        return new Target(Kind.VALUE, true, limit, unit);
    }

    static Target atMostMore(double limit, String unit) {
        return new Target(Kind.DIFFERENCE, true, limit, unit);
    }

    static Target atMostTimes(double limit) {
        return new Target(Kind.RATIO, true, limit, "");
    }

    static Target atLeastTimes(double limit) {
        return new Target(Kind.RATIO, false, limit, "");
    }

    /** @param without is not looked at where the value alone counts */
    Series compare(Series with, Series without) {
        if (kind == Kind.VALUE) {
            return with;
        }
        Series compared = new Series();
        for (int i = 0; i < Math.min(with.size(), without.size()); i++) {
            compared.add(kind == Kind.RATIO ? with.get(i) / without.get(i) : with.get(i) - without.get(i));
        }
        return compared;
    }

    boolean isMetBy(double value) {
        return most ? value <= limit : value >= limit;
    }

    String text(double value) {
        return switch (kind) {
            case VALUE -> Numbers.of(value) + " " + unit;
            case DIFFERENCE -> (value < 0 ? "" : "+") + Numbers.of(value) + " " + unit;
            case RATIO -> "×" + Numbers.of(value, 3);
        };
    }

    @Override
    public String toString() {
        return (most ? "at most " : "at least ") + text(limit);
    }
}
