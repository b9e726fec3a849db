package dev.lastcall.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Measures down, sides across; each cell is a series. With it, the verdicts on its targets. */
final class Table {
    /**
     * @param without the side that it was compared with, or null if the value alone counts
     * @param comparison of each round
     */
    record Verdict(String measure, String with, String without, Target target, Series comparison) {
        boolean isMet() {
            return target.isMetBy(comparison.median());
        }

        @Override
        public String toString() {
            return measure + ": " + with + (without == null ? "" : " against " + without) + " " + found() + ", target "
                    + target + ": " + outcome();
        }

        /** The median, with the quartiles. */
        String found() {
            return target.text(comparison.median()) + " (" + target.text(comparison.quantile(0.25)) + " … "
                    + target.text(comparison.quantile(0.75)) + ")";
        }

        String outcome() {
            return isMet() ? "met" : "MISSED";
        }
    }

    private final String name;
    private final Map<String, Map<String, Series>> rows = new LinkedHashMap<>();
    private final Set<String> sides = new LinkedHashSet<>();
    private final List<Verdict> verdicts = new ArrayList<>();

    Table(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    Map<String, Map<String, Series>> rows() {
        return rows;
    }

    Set<String> sides() {
        return sides;
    }

    List<Verdict> verdicts() {
        return verdicts;
    }

    /** @param measure what it is, and its unit, as in {@code wall, ms} */
    void add(String measure, String side, double value) {
        sides.add(side);
        series(measure, side).add(value);
    }

    Series series(String measure, String side) {
        return rows.computeIfAbsent(measure, any -> new LinkedHashMap<>()).computeIfAbsent(side, any -> new Series());
    }

    /** Holds one side of a measure to a target against another; to be called when all is measured. */
    void hold(String measure, String with, String without, Target target) {
        verdicts.add(new Verdict(
                measure, with, without, target, target.compare(series(measure, with), series(measure, without))));
    }

    /** The same for a side that is compared with none. */
    void hold(String measure, String side, Target target) {
        verdicts.add(new Verdict(measure, side, null, target, target.compare(series(measure, side), null)));
    }
}
