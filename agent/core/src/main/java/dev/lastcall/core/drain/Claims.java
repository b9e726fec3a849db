package dev.lastcall.core.drain;

import dev.lastcall.core.AgentThread;
import dev.lastcall.core.config.Grace;
import dev.lastcall.core.config.Reserves;
import dev.lastcall.core.time.Deadline;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * What the phases that have not begun, and the exit, claim of the grace period now: all that is reserved for them, or the
 * least if they would have nothing to do. Deadlines are derived from it, so a phase that waits has whatever nobody else needs.
 *
 * <p>Looked at on a thread of its own, from shortly before the first moment at which it matters: code of the application and
 * of libraries is asked, which may hang. Then the last answer stays; before the first one everything is claimed. What comes
 * and goes between two looks was no claim: only what both have seen is.
 *
 * <p>No deadline is ever later than the halt, less the least of all, for nobody claims less. A claim is published before the
 * bell rings for it, and a waiter reads its deadline anew after each ring: so it ends in time however late the claim came.
 */
final class Claims implements Runnable {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    /** Two looks, and what a loaded machine keeps them waiting. */
    private static final Duration LEAD = Duration.ofMillis(500);

    private final Drain drain;
    private final Plan plan;
    private final Grace grace;
    private final Set<String> begun = Collections.newSetFromMap(new ConcurrentHashMap<String, Boolean>());
    private final AgentThread thread = new AgentThread(this, "lastcall-claims");
    private boolean started;
    private volatile boolean over;

    /** Replaced as a whole, on the thread of the looks. */
    private volatile Claim agreed;

    /** What the last look has seen, on the thread of the looks. */
    private Claim seen;

    Claims(Drain drain, Plan plan, Grace grace) {
        this.drain = drain;
        this.plan = plan;
        this.grace = grace;
        Map<String, Duration> all = new HashMap<String, Duration>();
        for (Phase phase : plan.phases()) {
            all.put(phase.name(), phase.reserve());
        }
        this.agreed = new Claim(all, grace.exitReserve());
        this.seen = agreed;
    }

    /** How long before the halt all phases must be over. */
    Deadline.Ahead ofTheExit() {
        return new Deadline.Ahead() {
            @Override
            public long nanos() {
                return agreed.exit.plus(grace.overrun()).toNanos();
            }
        };
    }

    /** How long before that this phase must be. */
    Deadline.Ahead ofThoseAfter(Phase phase) {
        final Set<String> dependants = plan.dependants(phase);
        return new Deadline.Ahead() {
            @Override
            public long nanos() {
                Claim now = agreed;
                return Reserves.of(dependants, grace.phases(now.exit), now.phases)
                        .toNanos();
            }
        };
    }

    /** How long before the halt the looks must begin. */
    Duration lookAhead() {
        Claim all = agreed;
        return all.exit
                .plus(grace.overrun())
                .plus(Reserves.of(all.phases.keySet(), grace.phases(all.exit), all.phases))
                .plus(LEAD);
    }

    /** The phase claims nothing from others any more. */
    void begins(Phase phase) {
        begun.add(phase.name());
    }

    /** Begins to look; a second time changes nothing. On the thread that runs the plan. */
    void look() {
        if (!started) {
            started = true;
            try {
                thread.start();
            } catch (OutOfMemoryError noThread) { // the system's limit: everything stays claimed
                drain.core().debug("no thread for claims", noThread);
            }
        }
    }

    boolean areLookedAt() {
        return started;
    }

    void end() {
        over = true;
        LockSupport.unpark(thread);
    }

    @Override
    public void run() {
        while (!over) {
            Claim now = now();
            Claim before = agreed;
            agreed = now.butNoMoreThan(seen);
            seen = now;
            if (agreed.exceeds(before)) {
                drain.core().bell().ring();
            }
            Thread.interrupted(); // by code that was asked: or the next park would not wait
            LockSupport.parkNanos(this, BETWEEN_LOOKS.toNanos());
        }
    }

    private Claim now() {
        Map<String, Duration> phases = new HashMap<String, Duration>();
        for (Phase phase : plan.phases()) {
            Duration last = seen.phases.get(phase.name());
            phases.put(phase.name(), begun.contains(phase.name()) ? last : claimOf(phase));
        }
        return new Claim(phases, exitIsNeeded() ? grace.exitReserve() : grace.exitLeast());
    }

    private Duration claimOf(Phase phase) {
        boolean needed = true;
        try {
            needed = phase.reserve().isZero() || phase.work().isNeeded(drain);
        } catch (Throwable cannotTell) {
            drain.core().debug("whether " + phase.name() + " is needed", cannotTell);
        }
        return needed ? phase.reserve() : phase.least();
    }

    /** Hooks, the application's handler of the signal, and ports that are served until then take their time. */
    private boolean exitIsNeeded() {
        return drain.trigger().hasHandler() || drain.gate().keepsAny() || ShutdownHooks.areThere();
    }

    /** What is claimed at one moment. Immutable. */
    private static final class Claim {
        final Map<String, Duration> phases;
        final Duration exit;

        Claim(Map<String, Duration> phases, Duration exit) {
            this.phases = phases;
            this.exit = exit;
        }

        Claim butNoMoreThan(Claim other) {
            Map<String, Duration> less = new HashMap<String, Duration>();
            for (Map.Entry<String, Duration> claim : phases.entrySet()) {
                less.put(claim.getKey(), shorter(claim.getValue(), other.phases.get(claim.getKey())));
            }
            return new Claim(less, shorter(exit, other.exit));
        }

        boolean exceeds(Claim other) {
            boolean exceeds = exit.compareTo(other.exit) > 0;
            for (Map.Entry<String, Duration> claim : phases.entrySet()) {
                exceeds |= claim.getValue().compareTo(other.phases.get(claim.getKey())) > 0;
            }
            return exceeds;
        }

        private static Duration shorter(Duration one, Duration other) {
            return one.compareTo(other) < 0 ? one : other;
        }
    }
}
