package dev.lastcall.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What one side of a benchmark measured, in the order of the rounds. */
final class Series {
    private final List<Double> values = new ArrayList<>();

    void add(double value) {
        values.add(value);
    }

    int size() {
        return values.size();
    }

    double get(int round) {
        return values.get(round);
    }

    List<Double> values() {
        return Collections.unmodifiableList(values);
    }

    double median() {
        return quantile(0.5);
    }

    /** The value below which that share of all lies, between two neighbours in proportion; NaN if there is none. */
    double quantile(double share) {
        if (values.isEmpty()) {
            return Double.NaN;
        }
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        double at = share * (sorted.size() - 1);
        int below = (int) Math.floor(at);
        int above = (int) Math.ceil(at);
        return sorted.get(below) + (at - below) * (sorted.get(above) - sorted.get(below));
    }
}
