package dev.lastcall.core.drain;

import dev.lastcall.core.plan.DeclaredAction;
import dev.lastcall.core.plan.DeclaredPhase;
import dev.lastcall.core.plan.OnFailure;
import dev.lastcall.core.time.Deadline;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** A phase of the plan's own: runs its actions, at the same time or one after the other. */
final class DeclaredWork implements Phase.Work {

    private final DeclaredPhase phase;

    private volatile List<ActionRun> runsOfPhase = Collections.emptyList();

    /** Set by the first who counts the losses: the phase, or whoever leaves it behind. */
    private final AtomicBoolean counted = new AtomicBoolean();

    DeclaredWork(DeclaredPhase phase) {
        this.phase = phase;
    }

    @Override
    public PhaseResult run(Drain drain, Deadline deadline) {
        List<ActionRun> runs = new ArrayList<ActionRun>();
        for (DeclaredAction action : phase.actions()) {
            runs.add(new ActionRun(drain, phase.name(), action, deadline));
        }
        runsOfPhase = runs;
        if (phase.isSequential()) {
            for (ActionRun run : runs) {
                run.start();
                await(drain, run, runs);
                if (aborting(runs) != null) {
                    break;
                }
            }
        } else {
            for (ActionRun run : runs) {
                run.start();
            }
            for (ActionRun run : runs) {
                await(drain, run, runs);
            }
        }
        return result(drain, runs);
    }

    /** Waits for one; if meanwhile any other fails that aborts the phase, this one is interrupted. */
    private void await(Drain drain, final ActionRun run, final List<ActionRun> runs) {
        while (!run.isOver()) {
            drain.await(
                    run.patience(),
                    new BooleanSupplier() {
                        @Override
                        public boolean getAsBoolean() {
                            return run.isOver() || run.mustEnd() || !run.isInterrupted() && aborting(runs) != null;
                        }
                    },
                    new Supplier<String>() {
                        @Override
                        public String get() {
                            return phase.name() + ": waiting for " + run.name();
                        }
                    });
            ActionRun culprit = aborting(runs);
            if (culprit != null) {
                run.abortAfter(culprit);
            }
            run.press();
        }
    }

    private static ActionRun aborting(List<ActionRun> runs) {
        for (ActionRun run : runs) {
            if (run.hasFailed() && run.action().onFailure() == OnFailure.ABORT) {
                return run;
            }
        }
        return null;
    }

    private PhaseResult result(Drain drain, List<ActionRun> runs) {
        List<String> leftOut = new ArrayList<String>();
        int failed = 0;
        for (ActionRun run : runs) {
            failed += run.hasFailed() ? 1 : 0;
            if (!run.hasBegun()) {
                leftOut.add(run.name());
            }
        }
        count(drain, failed, leftOut.size());
        String left = leftOut.isEmpty() ? "" : ", left out: " + Text.join(leftOut);
        return failed == 0
                ? PhaseResult.done(Text.count(runs.size(), "action"))
                : PhaseResult.forced(failed + " of " + Text.count(runs.size(), "action") + " failed" + left);
    }

    @Override
    public boolean isNeeded(Drain drain) {
        return !phase.actions().isEmpty();
    }

    @Override
    public void leftBehind(Drain drain) {
        int failed = 0;
        int leftOut = 0;
        for (ActionRun run : runsOfPhase) {
            failed += run.hasBegun() && (run.hasFailed() || !run.isOver()) ? 1 : 0;
            leftOut += run.hasBegun() ? 0 : 1;
        }
        count(drain, failed, leftOut);
    }

    private void count(Drain drain, int failed, int leftOut) {
        if (counted.compareAndSet(false, true)) {
            drain.losses().add(failed, "action", "failed");
            drain.losses().add(leftOut, "action", "left out");
        }
    }
}
