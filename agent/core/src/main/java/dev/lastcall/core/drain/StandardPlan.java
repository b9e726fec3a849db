package dev.lastcall.core.drain;

import dev.lastcall.core.Core;
import dev.lastcall.core.config.Config;
import dev.lastcall.core.config.StandardPhase;
import dev.lastcall.core.count.Declared;
import dev.lastcall.core.plan.DeclaredPhase;
import dev.lastcall.core.plan.DeclaredPlan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The default plan: its phases, their order, time-outs and reserves. */
final class StandardPlan {

    private StandardPlan() {}

    /** The plan of a service, with the phases that its plan file declares. */
    static Plan of(Core core, EndlessWatch endless) {
        Declared declared = core.declared();
        return declared == null ? of(core.config(), endless) : of(core.config(), declared.plan(), endless);
    }

    /** Loads no class of {@code core.plan}: where nothing is declared, none of them has been loaded before the drain. */
    private static Plan of(Config config, EndlessWatch endless) {
        List<Phase> phases = new ArrayList<Phase>();
        for (StandardPhase phase : StandardPhase.values()) {
            phases.add(Phase.standard(config, phase, Collections.<String>emptyList(), work(phase, endless)));
        }
        return new Plan(phases);
    }

    static Plan of(Config config, DeclaredPlan declared, EndlessWatch endless) {
        List<Phase> phases = new ArrayList<Phase>();
        for (StandardPhase phase : StandardPhase.values()) {
            phases.add(Phase.standard(config, phase, declared.before(phase.phaseName()), work(phase, endless)));
        }
        for (DeclaredPhase phase : declared.phases()) {
            phases.add(Phase.declared(phase, declared.before(phase.name()), new DeclaredWork(phase)));
        }
        return new Plan(phases);
    }

    private static Phase.Work work(StandardPhase phase, EndlessWatch endless) {
        switch (phase) {
            case UNREADY:
                return new Unready();
            case LAME_DUCK:
                return new LameDuck();
            case STOP_ACCEPTING:
                return new StopAccepting();
            case DRAIN_REQUESTS:
                return new DrainRequests();
            case STOP_SCHEDULES:
                return new StopSchedules();
            case DRAIN_TASKS:
                return new DrainTasks(endless);
            case CLOSE_POOLS:
                return new ClosePools();
            default:
                return new Nothing();
        }
    }

    /** What a JVM that serves nobody still owes to its running tasks. */
    static Plan ofTasks(Core core, EndlessWatch endless) {
        return new Plan(Collections.singletonList(Phase.standard(
                core.config(), StandardPhase.DRAIN_TASKS, Collections.<String>emptyList(), new DrainTasks(endless))));
    }

    /** A phase that no library line fills yet. */
    private static final class Nothing implements Phase.Work {
        @Override
        public PhaseResult run(Drain drain, dev.lastcall.core.time.Deadline deadline) {
            return PhaseResult.done();
        }

        @Override
        public boolean isNeeded(Drain drain) {
            return false;
        }
    }
}
