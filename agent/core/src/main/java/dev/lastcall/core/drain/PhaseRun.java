package dev.lastcall.core.drain;

import dev.lastcall.core.AgentThread;
import dev.lastcall.core.time.Deadline;
import java.time.Duration;

/** A phase under way, on a thread of its own. */
final class PhaseRun implements Runnable {

    /** How long a phase whose time is up may take to notice, and to answer and report what it cuts. */
    static final Duration GRACE = Duration.ofSeconds(1);

    private final Drain drain;
    private final PlanRun plan;
    private final Phase phase;
    private final Deadline deadline;
    private final AgentThread thread;
    private final long began;
    private volatile boolean over;

    /** When the phase is left behind; set when its deadline is seen to have passed, which a cut may make long ago. */
    private Deadline overdue;

    PhaseRun(Drain drain, PlanRun plan, Phase phase, Deadline deadline) {
        this.drain = drain;
        this.plan = plan;
        this.phase = phase;
        this.deadline = deadline;
        this.began = drain.core().clock().nanos();
        this.thread = new AgentThread(this, "lastcall-" + phase.name());
    }

    Phase phase() {
        return phase;
    }

    void start() {
        try {
            thread.start();
        } catch (OutOfMemoryError noThread) { // the system's limit: without parallel phases then
            run();
        }
    }

    @Override
    public void run() {
        PhaseResult result;
        try {
            result = phase.work().run(drain, deadline);
        } catch (Throwable failure) {
            result = PhaseResult.forced(failure.toString());
            drain.core().debug("phase " + phase.name(), failure);
        }
        end(result);
    }

    /** The first end counts: a phase that was left behind may still come back. */
    private boolean end(PhaseResult result) {
        synchronized (this) {
            if (over) {
                return false;
            }
            report(result);
            if (result.isForced()) {
                plan.failed(phase); // before it is over, for then others begin
            }
            over = true;
        }
        drain.core().bell().ring();
        return true;
    }

    private void report(PhaseResult result) {
        String line =
                phase.name() + " " + result + " (" + Text.since(drain.core().clock(), began) + ")";
        if (result.isForced()) {
            drain.losses().force();
            drain.warn(line);
        } else {
            drain.say(line);
        }
    }

    boolean isOver() {
        return over;
    }

    /** When to look at this phase again: at its deadline, and once that has passed, when it is to be left behind. */
    Deadline limit() {
        if (overdue == null && deadline.passed()) {
            overdue = Deadline.in(drain.core().clock(), GRACE);
        }
        return overdue == null ? deadline : overdue;
    }

    boolean leaveBehindIfLate() {
        if (!limit().passed()) {
            return false;
        }
        thread.reallyInterrupt();
        if (end(PhaseResult.forced("did not end in its time and is left behind"))) {
            try {
                phase.work().leftBehind(drain);
            } catch (Throwable failure) {
                drain.core().debug("losses of " + phase.name(), failure);
            }
        }
        return true;
    }
}
