package dev.lastcall.core.drain;

import dev.lastcall.core.Core;
import dev.lastcall.core.gate.DrainGate;
import dev.lastcall.core.time.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * One run of the plan: phases in dependency order, inside one budget. Phases that do not depend on each other run at the
 * same time, each on a thread of its own, so that one which hangs can be left behind.
 */
final class Drain {

    /** How long a phase that is over its time may take to notice. */
    private static final Duration GRACE_OF_A_PHASE = Duration.ofMillis(300);

    private static final Duration BETWEEN_PROGRESS_LINES = Duration.ofSeconds(1);

    private final Core core;
    private final DrainGate gate;
    private final Trigger trigger;
    private final Plan plan;
    private final boolean quiet;
    private final Deadline end;
    private final long began;
    private final Losses losses = new Losses();
    private final Set<Thread> exempt = Collections.newSetFromMap(new ConcurrentHashMap<Thread, Boolean>());
    private final Map<String, Run> runs = new HashMap<String, Run>();

    /** The phases that will not run, and which one's failure is to blame. */
    private final Map<String, String> leftOut = new ConcurrentHashMap<String, String>();

    private volatile boolean cut;

    /**
     * @param end when the phases must be over; hooks run after it
     * @param quiet whether nothing may be said, because the JVM is not armed
     */
    Drain(Core core, DrainGate gate, Trigger trigger, Plan plan, Deadline end, boolean quiet) {
        this.core = core;
        this.gate = gate;
        this.trigger = trigger;
        this.plan = plan;
        this.end = end;
        this.quiet = quiet;
        this.began = core.clock().nanos();
    }

    Core core() {
        return core;
    }

    DrainGate gate() {
        return gate;
    }

    Trigger trigger() {
        return trigger;
    }

    /** When the trigger came, on the core's clock. */
    long began() {
        return began;
    }

    Losses losses() {
        return losses;
    }

    /** Threads whose own work nobody waits for: they wait for this drain. */
    Set<Thread> exempt() {
        return exempt;
    }

    void exempt(Thread thread) {
        exempt.add(thread);
        core.bell().ring();
    }

    /** Ends all phases now, those to come too. */
    void cut() {
        cut = true;
        end.bringForward(Duration.ZERO);
        synchronized (runs) {
            for (Run run : runs.values()) {
                run.deadline.bringForward(Duration.ZERO);
            }
        }
        core.bell().ring();
    }

    boolean isCut() {
        return cut;
    }

    /** Runs the phases to the last. */
    void run() {
        Set<String> begun = new HashSet<String>();
        List<String> over = new ArrayList<String>();
        while (over.size() < plan.size()) {
            for (Phase phase : plan.ready(begun, over)) {
                begun.add(phase.name());
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

    private boolean isLeftOut(Phase phase) {
        String culprit = leftOut.get(phase.name());
        if (culprit != null) {
            warn(phase.name() + " left out: " + culprit + " has failed");
        }
        return culprit != null;
    }

    private void begin(Phase phase) {
        Deadline deadline = end.before(plan.reservedAfter(phase)).within(phase.timeout());
        Run run = new Run(phase, deadline);
        synchronized (runs) {
            runs.put(phase.name(), run);
        }
        if (cut) { // cut() may have looked at the runs just before this one was there
            deadline.bringForward(Duration.ZERO);
        }
        run.thread.start();
    }

    /**
     * Waits until one of the running phases is over, or has not ended within its time and is left behind. A phase ends,
     * and a cut is made, before the bell rings for it, so the condition cannot miss either.
     */
    private void awaitSomeEnd(List<String> over) {
        final List<Run> running = new ArrayList<Run>();
        synchronized (runs) {
            for (Run run : runs.values()) {
                if (!over.contains(run.phase.name())) {
                    running.add(run);
                }
            }
        }
        boolean some = running.isEmpty();
        while (!some) {
            final boolean wasCut = cut;
            core.bell().await(soonestLimit(running), new BooleanSupplier() {
                @Override
                public boolean getAsBoolean() {
                    return anyOver(running) || cut != wasCut;
                }
            });
            for (Run run : running) {
                if (run.isOver() || run.leaveBehindIfLate()) {
                    over.add(run.phase.name());
                    some = true;
                }
            }
        }
    }

    private static boolean anyOver(List<Run> running) {
        for (Run run : running) {
            if (run.isOver()) {
                return true;
            }
        }
        return false;
    }

    private static Deadline soonestLimit(List<Run> running) {
        Deadline soonest = running.get(0).limit();
        for (Run run : running) {
            soonest = run.limit().nanosLeft() < soonest.nanosLeft() ? run.limit() : soonest;
        }
        return soonest;
    }

    /**
     * Waits until the condition holds, saying once a second what it waits for.
     *
     * @return whether it held before the deadline
     */
    boolean await(Deadline deadline, BooleanSupplier condition, Supplier<String> progress) {
        while (true) {
            Deadline next = deadline.within(BETWEEN_PROGRESS_LINES);
            if (core.bell().await(next, condition)) {
                return true;
            }
            if (deadline.passed() || Thread.currentThread().isInterrupted()) {
                return false;
            }
            say(progress.get());
        }
    }

    void say(String line) {
        if (!quiet) {
            core.log().info(line);
        }
    }

    void warn(String line) {
        if (!quiet) {
            core.log().warn(line);
        }
    }

    /** A phase under way. */
    private final class Run implements Runnable {
        final Phase phase;
        final Deadline deadline;
        final Thread thread;
        final long began = core.clock().nanos();
        private volatile boolean over;

        Run(Phase phase, Deadline deadline) {
            this.phase = phase;
            this.deadline = deadline;
            this.thread = new Thread(this, "lastcall-" + phase.name());
            this.thread.setDaemon(true);
        }

        @Override
        public void run() {
            PhaseResult result;
            try {
                result = phase.work().run(Drain.this, deadline);
            } catch (Throwable failure) {
                result = PhaseResult.forced(failure.toString());
                core.log().debug("phase " + phase.name(), failure);
            }
            end(result);
        }

        /** The first end counts: a phase that was left behind may still come back. */
        private void end(PhaseResult result) {
            synchronized (this) {
                if (over) {
                    return;
                }
                report(result);
                if (result.isForced() && phase.abortsOnFailure()) { // before it is over, for then others begin
                    for (String dependant : plan.dependants(phase)) {
                        leftOut.put(dependant, phase.name());
                    }
                }
                over = true;
            }
            core.bell().ring();
        }

        private void report(PhaseResult result) {
            if (result.isForced()) {
                losses.force();
                warn(line(result));
            } else {
                say(line(result));
            }
        }

        private String line(PhaseResult result) {
            return phase.name() + " " + result + " (" + Text.since(core.clock(), began) + ")";
        }

        boolean isOver() {
            return over;
        }

        /** The time by which the phase must have noticed that its deadline has passed. */
        Deadline limit() {
            return deadline.before(GRACE_OF_A_PHASE.negated());
        }

        boolean leaveBehindIfLate() {
            if (!limit().passed()) {
                return false;
            }
            thread.interrupt();
            end(PhaseResult.forced("did not end in its time and is left behind"));
            return true;
        }
    }
}
