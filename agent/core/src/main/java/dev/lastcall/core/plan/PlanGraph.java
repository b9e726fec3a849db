package dev.lastcall.core.plan;

import dev.lastcall.core.config.Config;
import dev.lastcall.core.config.Names;
import dev.lastcall.core.config.Setting;
import dev.lastcall.core.config.StandardPhase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts the declared phases into their places among the default ones. Names that mean no phase are dropped, and phases that
 * form a cycle go to the default place, each with a problem: what comes out can always be run.
 */
final class PlanGraph {

    private static final List<String> DEFAULT_AFTER = Collections.singletonList("drain-tasks");
    private static final List<String> DEFAULT_BEFORE = Collections.singletonList("close-pools");

    private final Config config;
    private final Map<String, DeclaredPhase> phases = new LinkedHashMap<String, DeclaredPhase>();

    PlanGraph(Config config, List<DeclaredPhase> declared) {
        this.config = config;
        for (DeclaredPhase phase : declared) {
            phases.put(phase.name(), phase);
        }
    }

    List<DeclaredPhase> placed() {
        for (DeclaredPhase phase : new ArrayList<DeclaredPhase>(phases.values())) {
            place(
                    phase,
                    existing(phase, phase.after(), PhaseReader.after(phase.name())),
                    existing(phase, phase.before(), PhaseReader.before(phase.name())));
        }
        // Each round takes at least one phase to the default place, where it can be part of no cycle of its own making.
        for (List<String> cycle = cycle(); !cycle.isEmpty(); cycle = cycle()) {
            breakUp(cycle);
        }
        return new ArrayList<DeclaredPhase>(phases.values());
    }

    private void place(DeclaredPhase phase, List<String> after, List<String> before) {
        boolean nowhere = after.isEmpty() && before.isEmpty();
        phases.put(phase.name(), phase.placed(nowhere ? DEFAULT_AFTER : after, nowhere ? DEFAULT_BEFORE : before));
    }

    private List<String> existing(DeclaredPhase phase, List<String> names, Setting<List<String>> setting) {
        Set<String> known = new LinkedHashSet<String>(all());
        Set<String> existing = new LinkedHashSet<String>();
        for (String name : names) {
            if (name.equals(phase.name())) {
                config.problem(config.whereIs(setting, name) + ": \"" + name
                        + "\" is the phase itself, expected another; it is ignored");
            } else if (!known.contains(name)) {
                config.problem(config.whereIs(setting, name) + ": \"" + name
                        + "\" is not the name of a phase; it is ignored" + Names.nearest(name, known));
            } else {
                existing.add(name);
            }
        }
        return new ArrayList<String>(existing);
    }

    private void breakUp(List<String> cycle) {
        List<String> moved = new ArrayList<String>();
        String where = "";
        for (String name : cycle.subList(1, cycle.size())) {
            DeclaredPhase phase = phases.get(name);
            if (phase != null) {
                Setting<List<String>> after = PhaseReader.after(name);
                Setting<List<String>> placing = config.isSet(after) ? after : PhaseReader.before(name);
                where = where.isEmpty() ? config.whereIs(placing) : where;
                place(phase, Collections.<String>emptyList(), Collections.<String>emptyList());
                moved.add(name);
            }
        }
        StringBuilder path = new StringBuilder();
        for (String name : cycle) {
            path.append(path.length() == 0 ? "" : " -> ").append(name);
        }
        config.problem(where + ": the cycle " + path + " is not an order; " + Names.list(moved)
                + (moved.size() == 1 ? " runs" : " run")
                + " in the default place, after drain-tasks and before close-pools");
    }

    /** Some cycle, each phase before its successor, the first again at the end; empty if there is none. */
    private List<String> cycle() {
        Map<String, List<String>> successors = successors();
        Set<String> done = new HashSet<String>();
        for (String name : all()) {
            List<String> found = walk(name, new ArrayList<String>(), done, successors);
            if (!found.isEmpty()) {
                return found;
            }
        }
        return Collections.emptyList();
    }

    private List<String> walk(String name, List<String> path, Set<String> done, Map<String, List<String>> successors) {
        int at = path.indexOf(name);
        if (at >= 0) {
            List<String> cycle = new ArrayList<String>(path.subList(at, path.size()));
            cycle.add(name);
            return cycle;
        }
        if (!done.contains(name)) {
            path.add(name);
            for (String next : successors.get(name)) {
                List<String> found = walk(next, path, done, successors);
                if (!found.isEmpty()) {
                    return found;
                }
            }
            path.remove(path.size() - 1);
            done.add(name);
        }
        return Collections.emptyList();
    }

    private List<String> all() {
        List<String> all = PhaseReader.standardNames();
        all.addAll(phases.keySet());
        return all;
    }

    /** Default phases first, then the plan's own in their order. */
    private Map<String, List<String>> successors() {
        Map<String, List<String>> successors = new HashMap<String, List<String>>();
        for (String name : all()) {
            successors.put(name, new ArrayList<String>());
        }
        for (StandardPhase phase : StandardPhase.values()) {
            for (String earlier : phase.after()) {
                successors.get(earlier).add(phase.phaseName());
            }
        }
        for (DeclaredPhase phase : phases.values()) {
            for (String earlier : phase.after()) {
                successors.get(earlier).add(phase.name());
            }
        }
        for (DeclaredPhase phase : phases.values()) {
            successors.get(phase.name()).addAll(phase.before());
        }
        return successors;
    }
}
