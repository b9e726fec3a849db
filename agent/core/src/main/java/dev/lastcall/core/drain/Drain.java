package dev.lastcall.core.drain;

import dev.lastcall.core.Core;
import dev.lastcall.core.config.Grace;
import dev.lastcall.core.gate.DrainGate;
import dev.lastcall.core.log.ThreadStack;
import dev.lastcall.core.resource.Controlled;
import dev.lastcall.core.resource.ListenerControl;
import dev.lastcall.core.time.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * One run of the plan, inside one budget: what started it, how far it is, what it could not save, and what its phases need
 * in order to wait and to speak. The order of the phases is {@link PlanRun}'s.
 */
final class Drain {

    static final Duration BETWEEN_PROGRESS_LINES = Duration.ofSeconds(1);

    private final Core core;
    private final DrainGate gate;
    private final Trigger trigger;
    private final Plan plan;
    private final boolean quiet;
    private final Claims claims;
    private final Deadline hard;
    private final Deadline end;
    private final long began;
    private final Losses losses = new Losses();
    private final Set<Thread> exempt;
    private volatile boolean cut;

    /**
     * @param hard when the JVM halts
     * @param grace how the time until then is divided
     * @param quiet whether nothing may be said, because the JVM is not armed
     */
    Drain(Core core, DrainGate gate, Trigger trigger, Plan plan, Deadline hard, Grace grace, boolean quiet) {
        this.core = core;
        this.exempt = core.openings().waiting();
        this.gate = gate;
        this.trigger = trigger;
        this.plan = plan;
        this.claims = new Claims(this, plan, grace);
        this.hard = hard;
        this.end = hard.before(claims.ofTheExit());
        this.quiet = quiet;
        this.began = core.clock().nanos();
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
            interrupted |= new PlanRun(this, plan, claims, hard, end).run();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
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
        speak(line, null, false);
    }

    void warn(String line) {
        warn(line, null);
    }

    /** @param stack where a thread was, or null */
    void warn(String line, ThreadStack stack) {
        speak(line, stack, true);
    }

    /** A drain goes on where its words fail: the log's classes may be gone with the jar. */
    private void speak(String line, ThreadStack stack, boolean warning) {
        if (quiet) {
            return;
        }
        try {
            if (warning) {
                core.log().warn(line, stack);
            } else {
                core.log().info(line);
            }
        } catch (Throwable speechless) {
            // see above
        }
    }
}
