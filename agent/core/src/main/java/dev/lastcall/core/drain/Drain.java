package dev.lastcall.core.drain;

import dev.lastcall.core.Core;
import dev.lastcall.core.gate.DrainGate;
import dev.lastcall.core.resource.Controlled;
import dev.lastcall.core.resource.ListenerControl;
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

    /** How long a phase whose time is up may take to notice, and to answer and report what it cuts. */
    static final Duration GRACE_OF_A_PHASE = Duration.ofSeconds(1);

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

    private final Duration budget;
    private boolean wasInterrupted;
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
        this.budget = end.left();
    }

    Core core() {
        return core;
    }

    DrainGate gate() {
        return gate;
    }

    /** The listeners that this drain closes: all but those on ports that are kept. */
    List<Controlled<ListenerControl<Object>>> listeners() {
        List<Controlled<ListenerControl<Object>>> closing = new ArrayList<Controlled<ListenerControl<Object>>>();
        for (Controlled<ListenerControl<Object>> listener : core.resources().listeners()) {
            if (!gate.keeps(listener.control().port(listener.resource()))) {
                closing.add(listener);
            }
        }
        return closing;
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

    /** Ends all phases now, those to come too: their deadlines are derived from the one that is brought forward here. */
    void cut() {
        cut = true;
        end.bringForward(Duration.ZERO);
        core.bell().ring();
    }

    boolean isCut() {
        return cut;
    }

    /** Runs the phases to the last. The calling thread may be an interrupted one of the application, and stays so. */
    void run() {
        boolean interrupted = Thread.interrupted();
        try {
            runPhases();
        } finally {
            if (interrupted || wasInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void runPhases() {
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
        Run run = new Run(phase, end.before(plan.reservedAfter(phase, budget)).within(phase.timeout()));
        runs.put(phase.name(), run);
        try {
            run.thread.start();
        } catch (OutOfMemoryError noThread) { // the system's limit: without parallel phases then
            run.run();
        }
    }

    /**
     * Waits until one of the running phases is over, or has not ended within its time and is left behind. A phase ends,
     * and a cut brings the deadlines forward, before the bell rings for it, and a waiter reads both anew after each ring:
     * so neither is missed.
     */
    private void awaitSomeEnd(List<String> over) {
        final List<Run> running = new ArrayList<Run>();
        for (Run run : runs.values()) {
            if (!over.contains(run.phase.name())) {
                running.add(run);
            }
        }
        boolean some = running.isEmpty();
        while (!some) {
            core.bell().await(soonestLimit(running), new BooleanSupplier() {
                @Override
                public boolean getAsBoolean() {
                    return anyOver(running);
                }
            });
            wasInterrupted |= Thread.interrupted(); // or this loop would spin
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
        speak(line, false);
    }

    void warn(String line) {
        speak(line, true);
    }

    /** A drain goes on where its words fail: the log's classes may be gone with the jar. */
    private void speak(String line, boolean warning) {
        if (quiet) {
            return;
        }
        try {
            if (warning) {
                core.log().warn(line);
            } else {
                core.log().info(line);
            }
        } catch (Throwable speechless) {
            // see above
        }
    }

    /** A phase under way. */
    private final class Run implements Runnable {
        final Phase phase;
        final Deadline deadline;
        final Thread thread;
        final long began = core.clock().nanos();
        private volatile boolean over;

        /** When the phase is left behind; set when its deadline is seen to have passed, which a cut may make long ago. */
        private Deadline overdue;

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
                core.debug("phase " + phase.name(), failure);
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

        /** When to look at this phase again: at its deadline, and once that has passed, when it is to be left behind. */
        Deadline limit() {
            if (overdue == null && deadline.passed()) {
                overdue = Deadline.in(core.clock(), GRACE_OF_A_PHASE);
            }
            return overdue == null ? deadline : overdue;
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
