package dev.lastcall.core.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a plan file declares beyond settings: phases of its own, classes to track, work to count. Immutable. */
public final class DeclaredPlan {

    /** Nothing beyond settings. */
    public static final DeclaredPlan NONE = new DeclaredPlan(
            Collections.<DeclaredPhase>emptyList(), Collections.<Tracked>emptyList(), Collections.<Counted>emptyList());

    private final List<DeclaredPhase> phases;
    private final List<Tracked> tracked;
    private final List<Counted> counted;

    DeclaredPlan(List<DeclaredPhase> phases, List<Tracked> tracked, List<Counted> counted) {
        this.phases = Collections.unmodifiableList(new ArrayList<DeclaredPhase>(phases));
        this.tracked = Collections.unmodifiableList(new ArrayList<Tracked>(tracked));
        this.counted = Collections.unmodifiableList(new ArrayList<Counted>(counted));
    }

    public List<DeclaredPhase> phases() {
        return phases;
    }

    public List<Tracked> tracked() {
        return tracked;
    }

    public List<Counted> counted() {
        return counted;
    }

    /** The classes that are tracked or counted. */
    public Set<String> classNames() {
        Set<String> names = new HashSet<String>();
        for (Tracked each : tracked) {
            names.add(each.className());
        }
        for (Counted each : counted) {
            names.add(each.start().className());
            names.add(each.end().className());
        }
        return names;
    }

    /** The declared phases that want to be over before the phase of this name begins. */
    public List<String> before(String phase) {
        List<String> names = new ArrayList<String>();
        for (DeclaredPhase each : phases) {
            if (each.before().contains(phase)) {
                names.add(each.name());
            }
        }
        return names;
    }
}
