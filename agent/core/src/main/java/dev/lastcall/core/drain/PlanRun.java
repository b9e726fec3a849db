package dev.lastcall.core.drain;

import dev.lastcall.core.time.Deadline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * The phases of a plan in dependency order. Those that do not depend on each other run at the same time; one that hangs is
 * left behind.
 */
final class PlanRun {

    private final Drain drain;
    private final Plan plan;
    private final Claims claims;
    private final Deadline end;
    private final Deadline looksBegin;
    private final Map<String, PhaseRun> runs = new HashMap<String, PhaseRun>();

    /** The phases that will not run, and which one's failure is to blame. */
    private final Map<String, String> leftOut = new ConcurrentHashMap<String, String>();

    private boolean wasInterrupted;

    /**
     * @param hard when the JVM halts
     * @param end when the phases must be over
     */
    PlanRun(Drain drain, Plan plan, Claims claims, Deadline hard, Deadline end) {
        this.drain = drain;
        this.plan = plan;
        this.claims = claims;
        this.end = end;
        this.looksBegin = hard.before(claims.lookAhead());
    }

    /** @return whether the calling thread was interrupted meanwhile */
    boolean run() {
        try {
            runAll();
        } finally {
            claims.end();
        }
        return wasInterrupted;
    }

    private void runAll() {
        Set<String> begun = new HashSet<String>();
        List<String> over = new ArrayList<String>();
        while (over.size() < plan.size()) {
            for (Phase phase : plan.ready(begun, over)) {
                begun.add(phase.name());
                claims.begins(phase);
                if (phase.isEnabled() && !isLeftOut(phase)) {
                    begin(phase);
                } else {
                    over.add(phase.name());
                }
            }
            if (over.size() < plan.size()) {
                awaitSomeEnd(over);
            }
        }
    }

    /** Called before the phase is over: phases that depend on it are left out if it is of that kind. */
    void failed(Phase phase) {
        if (phase.abortsOnFailure()) {
            for (String dependant : plan.dependants(phase)) {
                leftOut.put(dependant, phase.name());
            }
        }
    }

    private boolean isLeftOut(Phase phase) {
        String culprit = leftOut.get(phase.name());
        if (culprit != null) {
            drain.warn(phase.name() + " left out: " + culprit + " has failed");
        }
        return culprit != null;
    }

    private void begin(Phase phase) {
        Deadline deadline = end.before(claims.ofThoseAfter(phase)).within(phase.timeout());
        PhaseRun run = new PhaseRun(drain, this, phase, deadline);
        runs.put(phase.name(), run);
        run.start();
    }

    /**
     * Waits until one of the running phases is over, or has not ended within its time and is left behind. A phase ends,
     * and a cut brings the deadlines forward, before the bell rings for it, and a waiter reads both anew after each ring:
     * so neither is missed.
     */
    private void awaitSomeEnd(List<String> over) {
        final List<PhaseRun> running = new ArrayList<PhaseRun>();
        for (PhaseRun run : runs.values()) {
            if (!over.contains(run.phase().name())) {
                running.add(run);
            }
        }
        boolean some = running.isEmpty();
        while (!some) {
            if (looksBegin.passed()) {
                claims.look();
            }
            Deadline next = soonestLimit(running);
            if (!claims.areLookedAt() && looksBegin.nanosLeft() < next.nanosLeft()) {
                next = looksBegin;
            }
            drain.core().bell().await(next, new BooleanSupplier() {
                @Override
                public boolean getAsBoolean() {
                    return anyOver(running);
                }
            });
            wasInterrupted |= Thread.interrupted(); // or this loop would spin
            for (PhaseRun run : running) {
                if (run.isOver() || run.leaveBehindIfLate()) {
                    over.add(run.phase().name());
                    some = true;
                }
            }
        }
    }

    private static boolean anyOver(List<PhaseRun> running) {
        for (PhaseRun run : running) {
            if (run.isOver()) {
                return true;
            }
        }
        return false;
    }

    private static Deadline soonestLimit(List<PhaseRun> running) {
        Deadline soonest = running.get(0).limit();
        for (PhaseRun run : running) {
            soonest = run.limit().nanosLeft() < soonest.nanosLeft() ? run.limit() : soonest;
        }
        return soonest;
    }
}
