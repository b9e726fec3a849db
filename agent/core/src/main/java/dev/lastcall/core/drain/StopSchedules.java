package dev.lastcall.core.drain;

import dev.lastcall.core.resource.Controlled;
import dev.lastcall.core.resource.ScheduleControl;
import dev.lastcall.core.time.Deadline;
import java.util.List;

/** Lets no periodic or delayed task start any more; names the delayed ones that will now not run. */
final class StopSchedules implements Phase.Work {

    @Override
    public PhaseResult run(Drain drain, Deadline deadline) {
        int dropped = sweep(drain);
        return dropped == 0 ? PhaseResult.done() : PhaseResult.done(Text.count(dropped, "delayed task") + " dropped");
    }

    /** Also called again by drain-tasks: running tasks may schedule anew. */
    static int sweep(Drain drain) {
        int sum = 0;
        for (Controlled<ScheduleControl<Object>> schedule :
                drain.core().resources().schedules()) {
            List<String> names = schedule.control().dropSchedules(schedule.resource());
            for (String name : names) {
                drain.warn("dropped: delayed task " + name + " of " + schedule);
            }
            drain.losses().add(names.size(), "delayed task", "dropped");
            sum += names.size();
        }
        return sum;
    }
}
