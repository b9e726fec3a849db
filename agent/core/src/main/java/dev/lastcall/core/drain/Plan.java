package dev.lastcall.core.drain;

import dev.lastcall.core.config.Reserves;
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

    /** The phases that have not begun and whose predecessors, as far as the plan has them, are all over. */
    List<Phase> ready(Set<String> begun, Collection<String> over) {
        List<Phase> ready = new ArrayList<Phase>();
        for (Phase phase : phases) {
            if (!begun.contains(phase.name()) && over.containsAll(here(phase.after()))) {
                ready.add(phase);
            }
        }
        return ready;
    }

    /**
     * What this phase must leave to those that depend on it, directly or not: the sum of their reserves, as far as the
     * budget has room for them.
     */
    Duration reservedAfter(Phase phase, Duration budget) {
        Duration all = Duration.ZERO;
        for (Phase other : phases) {
            all = all.plus(other.reserve());
        }
        return Reserves.within(budget, all, reservedAfter(phase));
    }

    private Duration reservedAfter(Phase phase) {
        Set<String> dependants = dependants(phase);
        Duration sum = Duration.ZERO;
        for (Phase other : phases) {
            sum = dependants.contains(other.name()) ? sum.plus(other.reserve()) : sum;
        }
        return sum;
    }

    /** The names of the phases that depend on this one, directly or not. */
    Set<String> dependants(Phase phase) {
        Set<String> dependants = new HashSet<String>();
        dependants.add(phase.name());
        boolean grown = true;
        while (grown) {
            grown = false;
            for (Phase other : phases) {
                grown |= intersects(other.after(), dependants) && dependants.add(other.name());
            }
        }
        dependants.remove(phase.name());
        return dependants;
    }

    /** Those of these phases that are in this plan. */
    private List<String> here(List<String> names) {
        List<String> here = new ArrayList<String>();
        for (Phase phase : phases) {
            if (names.contains(phase.name())) {
                here.add(phase.name());
            }
        }
        return here;
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
