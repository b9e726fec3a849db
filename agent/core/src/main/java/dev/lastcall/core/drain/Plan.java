package dev.lastcall.core.drain;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The phases as a graph: which may run now, and how much time the later ones must find. Immutable. */
final class Plan {

    private final List<Phase> phases;

    Plan(List<Phase> phases) {
        this.phases = new ArrayList<Phase>(phases);
    }

    int size() {
        return phases.size();
    }

    /** The phases that have not begun and whose predecessors are all over. */
    List<Phase> ready(Set<String> begun, Collection<String> over) {
        List<Phase> ready = new ArrayList<Phase>();
        for (Phase phase : phases) {
            if (!begun.contains(phase.name()) && over.containsAll(phase.after())) {
                ready.add(phase);
            }
        }
        return ready;
    }

    /**
     * What this phase must leave to those that depend on it, directly or not: the sum of their reserves. In a budget so
     * short that all reserves together are more than half of it, each shrinks alike, or nothing would be left for the
     * first phases.
     */
    Duration reservedAfter(Phase phase, Duration budget) {
        Duration all = Duration.ZERO;
        for (Phase other : phases) {
            all = all.plus(other.reserve());
        }
        Duration half = budget.dividedBy(2);
        Duration after = reservedAfter(phase);
        return all.compareTo(half) <= 0
                ? after
                : Duration.ofNanos((long) (after.toNanos() * ((double) half.toNanos() / all.toNanos())));
    }

    private Duration reservedAfter(Phase phase) {
        Set<String> dependants = new HashSet<String>();
        dependants.add(phase.name());
        Duration sum = Duration.ZERO;
        boolean grown = true;
        while (grown) {
            grown = false;
            for (Phase other : phases) {
                if (!dependants.contains(other.name()) && intersects(other.after(), dependants)) {
                    dependants.add(other.name());
                    sum = sum.plus(other.reserve());
                    grown = true;
                }
            }
        }
        return sum;
    }

    private static boolean intersects(List<String> names, Set<String> set) {
        for (String name : names) {
            if (set.contains(name)) {
                return true;
            }
        }
        return false;
    }
}
