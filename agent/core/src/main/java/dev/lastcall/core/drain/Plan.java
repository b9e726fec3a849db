package dev.lastcall.core.drain;

import dev.lastcall.core.config.Reserves;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The phases as a graph: which may run now, and which come later. Immutable. */
final class Plan {

    private final List<Phase> phases;
    private final Reserves reserves;

    Plan(List<Phase> phases) {
        this.phases = Collections.unmodifiableList(new ArrayList<Phase>(phases));
        Map<String, List<String>> after = new HashMap<String, List<String>>();
        for (Phase phase : phases) {
            after.put(phase.name(), phase.after());
        }
        this.reserves = new Reserves(after);
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

    List<Phase> phases() {
        return phases;
    }

    /** The names of the phases that depend on this one, directly or not. */
    Set<String> dependants(Phase phase) {
        return reserves.dependants(phase.name());
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
}
