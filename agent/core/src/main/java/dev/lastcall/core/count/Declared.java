package dev.lastcall.core.count;

import dev.lastcall.core.Core;
import dev.lastcall.core.action.Instances;
import dev.lastcall.core.action.LoadedClasses;
import dev.lastcall.core.plan.Counted;
import dev.lastcall.core.plan.DeclaredAction;
import dev.lastcall.core.plan.DeclaredPhase;
import dev.lastcall.core.plan.DeclaredPlan;
import dev.lastcall.core.plan.Tracked;
import java.util.HashMap;
import java.util.Map;

/** What a plan file declares beyond settings, and what lives of it in this JVM. */
public final class Declared {

    private final DeclaredPlan plan;
    private final LoadedClasses classes;
    private final Instances instances = new Instances();
    private final Map<String, CountedWork> counted = new HashMap<String, CountedWork>();
    private final Map<String, TrackedClass> tracked = new HashMap<String, TrackedClass>();

    /** @param classes null if there is no plan file */
    public Declared(Core core, DeclaredPlan plan, LoadedClasses classes) {
        this.plan = plan;
        this.classes = classes;
        for (Counted each : plan.counted()) {
            String name = each.start().toString();
            counted.put(
                    each.where(),
                    each.kind() == Counted.Kind.REQUEST
                            ? new CountedRequests(name, core)
                            : new CountedTasks(name, core));
        }
        for (Tracked each : plan.tracked()) {
            tracked.put(each.className(), new TrackedClass(each.className(), core));
        }
    }

    public DeclaredPlan plan() {
        return plan;
    }

    public LoadedClasses classes() {
        return classes;
    }

    public Instances instances() {
        return instances;
    }

    /** Whether there is something in this JVM that an action of the plan is for. */
    public boolean hasTarget() {
        for (DeclaredPhase phase : plan.phases()) {
            for (DeclaredAction action : phase.actions()) {
                if (phase.isEnabled() && action.step().hasTarget(classes)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether the plan makes the requests of some server known. */
    public boolean countsRequests() {
        for (Counted each : plan.counted()) {
            if (each.kind() == Counted.Kind.REQUEST) {
                return true;
            }
        }
        return false;
    }

    /** @param where the place of its declaration, which no two entries share */
    public CountedWork counted(String where) {
        return counted.get(where);
    }

    public TrackedClass tracked(String className) {
        return tracked.get(className);
    }
}
