package dev.lastcall.core.drain;

import dev.lastcall.core.config.Config;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The default plan: its phases, their order, time-outs and reserves. */
final class StandardPlan {

    private StandardPlan() {}

    /** The plan of a service. */
    static Plan of(Config config, EndlessWatch endless) {
        List<Phase> phases = new ArrayList<Phase>();
        phases.add(Phase.of(config, "unready", "1s", "0s", new Unready()));
        phases.add(Phase.of(config, "lame-duck", "rest", "0s", new LameDuck(), "unready"));
        phases.add(Phase.of(config, "stop-accepting", "2s", "0s", new StopAccepting(), "lame-duck"));
        phases.add(Phase.of(config, "close-streams", "3s", "0s", new Nothing(), "stop-accepting"));
        phases.add(Phase.of(config, "drain-requests", "rest", "0s", new DrainRequests(), "stop-accepting"));
        phases.add(
                Phase.of(config, "stop-schedules", "1s", "0s", new StopSchedules(), "drain-requests", "close-streams"));
        phases.add(Phase.of(config, "drain-tasks", "10s", "3s", new DrainTasks(endless), "stop-schedules"));
        phases.add(Phase.of(config, "close-pools", "3s", "1s", new ClosePools(), "drain-tasks"));
        phases.add(Phase.of(config, "flush", "2s", "1s", new Nothing(), "close-pools"));
        return new Plan(phases);
    }

    /** What a JVM that serves nobody still owes to its running tasks. */
    static Plan ofTasks(Config config, EndlessWatch endless) {
        return new Plan(Arrays.asList(Phase.of(config, "drain-tasks", "10s", "0s", new DrainTasks(endless))));
    }

    /** A phase that no library line fills yet. */
    private static final class Nothing implements Phase.Work {
        @Override
        public PhaseResult run(Drain drain, dev.lastcall.core.time.Deadline deadline) {
            return PhaseResult.done();
        }
    }
}
