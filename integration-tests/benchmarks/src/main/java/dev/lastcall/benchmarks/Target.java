package dev.lastcall.benchmarks;

/**
 * What a pair of sides is held to. A round's two values are compared with each other, as they shared the machine's mood;
 * the median of these comparisons decides.
 *
 * @param ratio whether the sides are divided; otherwise they are subtracted
 * @param most whether the limit is an upper one
 */
record Target(boolean ratio, boolean most, double limit, String unit) {
    static Target atMostMore(double limit, String unit) {
        return new Target(false, true, limit, unit);
    }

    static Target atMostTimes(double limit) {
        return new Target(true, true, limit, "");
    }

    static Target atLeastTimes(double limit) {
        return new Target(true, false, limit, "");
    }

    Series compare(Series with, Series without) {
        Series compared = new Series();
        for (int i = 0; i < Math.min(with.size(), without.size()); i++) {
            compared.add(ratio ? with.get(i) / without.get(i) : with.get(i) - without.get(i));
        }
        return compared;
    }

    boolean isMetBy(double value) {
        return most ? value <= limit : value >= limit;
    }

    String text(double value) {
        return ratio ? "×" + Numbers.of(value, 3) : (value < 0 ? "" : "+") + Numbers.of(value) + " " + unit;
    }

    @Override
    public String toString() {
        return (most ? "at most " : "at least ") + text(limit);
    }
}
