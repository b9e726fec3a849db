package dev.lastcall.core.drain;

import dev.lastcall.core.AgentThread;
import dev.lastcall.core.Core;
import dev.lastcall.core.Unseen;
import dev.lastcall.core.config.Grace;
import dev.lastcall.core.config.Settings;
import dev.lastcall.core.gate.DrainGate;
import dev.lastcall.core.time.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * The one drain of this JVM: begun by the first trigger, joined by later ones. Thread-safe.
 *
 * <p>{@code begin} decides under its lock, so of two triggers at once exactly one starts the drain; the latch is counted
 * down in a finally, so nobody who joins can wait for ever, and the watchdog bounds even that.
 */
public final class Drains {

    /** What is said last gets so long to be written, where stderr is a pipe that nobody reads. */
    private static final long LAST_WORDS_MILLIS = 200;

    private final Core core;
    private final DrainGate gate;
    private final EndlessWatch endless;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile Drain drain;
    private Watchdog watchdog;
    private Grace grace;
    private Deadline hard;
    private int code;

    /** What the application exits with that has called System.exit meanwhile, or null. */
    private volatile Integer theirCode;

    /** The exit code that the last line has told, or null. */
    private volatile Integer told;

    public Drains(Core core, DrainGate gate, EndlessWatch endless) {
        this.core = core;
        this.gate = gate;
        this.endless = endless;
    }

    /** Whether a drain has begun, and perhaps ended. */
    public boolean hasBegun() {
        return drain != null;
    }

    /**
     * Runs the drain on the calling thread, or waits for the one that runs.
     *
     * @param armed whether this JVM has anything that is worth a word
     * @return the code to exit with
     */
    public int drain(Trigger trigger, boolean armed, Thread exempt) {
        Drain mine;
        synchronized (this) {
            mine = drain == null ? begin(trigger, armed) : null;
        }
        if (exempt != null) {
            drain.exempt(exempt);
        }
        if (mine == null) {
            awaitEnd();
        } else {
            try {
                run(mine, trigger, armed);
            } finally {
                over.countDown();
            }
        }
        return code;
    }

    private Drain begin(Trigger trigger, boolean armed) {
        grace = Grace.of(core.config());
        if (trigger.longest().isPresent()) {
            grace = grace.atMost(trigger.longest().get());
        }
        hard = Deadline.in(core.clock(), grace.whole());
        code = trigger.defaultCode();
        int forcedCode = armed ? core.config().get(Settings.EXIT_CODE_FORCED) : trigger.defaultCode();
        startWatchdog(new Watchdog(
                core, hard, Watchdog.lead(grace.whole()), trigger.ownCode().orElse(forcedCode), !armed));
        Plan plan = armed ? StandardPlan.of(core, endless) : StandardPlan.ofTasks(core, endless);
        Drain begun = new Drain(core, gate, trigger, plan, hard, grace, !armed);
        drain = begun;
        return begun;
    }

    private void startWatchdog(Watchdog fresh) {
        try {
            fresh.start();
            watchdog = fresh;
        } catch (Throwable noThread) { // the system's limit: the drain is bounded by its own deadlines
            core.debug("the watchdog", noThread);
        }
    }

    private void run(Drain run, Trigger trigger, boolean armed) {
        if (armed) {
            gate.drain();
        }
        run.say("draining after " + trigger + ": " + inFlight(run) + ", grace period "
                + Text.duration(core.config().get(Settings.GRACE_PERIOD)));
        for (Core.DrainListener listener : core.drainListeners()) {
            try {
                listener.drainBegins();
            } catch (Throwable failure) {
                core.debug("a drain listener failed", failure);
            }
        }
        run.run();
        Unseen unseen = core.unseen(); // asked after the last phase: see there
        boolean forced = run.losses().isForced() || run.isCut() || unseen.isLost();
        if (armed) {
            code = trigger.ownCode().orElse(forced ? core.config().get(Settings.EXIT_CODE_FORCED) : cleanCode(trigger));
        }
        Integer chosen = theirCode;
        told = chosen != null ? chosen : trigger.decider().isEmpty() ? Integer.valueOf(code) : null;
        String verdict = forced ? "FORCED " : unseen.isNothing() ? "clean " : "";
        String last = "drained " + verdict + "in " + Text.since(core.clock(), run.began()) + ": "
                + run.losses().besides(unseen) + "; exit code "
                + (told != null ? told : "up to " + trigger.decider());
        if (forced) {
            run.warn(last);
        } else {
            run.say(last);
        }
        core.flushLog(LAST_WORDS_MILLIS);
    }

    /** The application has called System.exit while a drain was under way, and so it is its code that counts. */
    public void exitsWith(int status) {
        theirCode = status;
    }

    /**
     * The JVM's exit begins, which nothing of the agent's can hold up any more. How long the hooks take is bounded where
     * the agent is armed, and nobody's concern where it is not.
     */
    public void exitBegins(boolean armed) {
        synchronized (this) {
            if (!armed && watchdog != null) {
                watchdog.dismiss();
            }
        }
    }

    /** The JVM halts now, with this code: what was told before must not stay wrong. */
    public void halting(int status) {
        Integer before = told;
        if (before != null && before != status && !(Thread.currentThread() instanceof AgentThread)) {
            drain.warn("the exit code is " + status + ", not " + before + ": " + Text.thread(Thread.currentThread())
                    + " ends the JVM with it");
        }
        core.flushLog(LAST_WORDS_MILLIS);
    }

    /**
     * A job that was stopped half-way must not count as one that succeeded, however cleanly it was stopped; nor must a
     * service that the agent has not seen to the end: it exits as without the agent.
     */
    private int cleanCode(Trigger trigger) {
        boolean chosen = !core.unseen().isKnown()
                && (core.resources().haveServed() || core.config().isSet(Settings.EXIT_CODE_CLEAN));
        return chosen ? core.config().get(Settings.EXIT_CODE_CLEAN) : trigger.defaultCode();
    }

    /** The shutdown hooks are over, and the JVM halts next: the ports that were kept until now close, too. */
    public void hooksEnd() {
        if (gate.keepsAny()) {
            new KeptPorts(core, gate).close();
        }
    }

    private static String inFlight(Drain run) {
        List<String> parts = new ArrayList<String>();
        parts.add(Text.count(DrainRequests.inFlight(run).size(), "request") + " in flight");
        int borrowed = ClosePools.borrowed(run);
        if (borrowed > 0) {
            parts.add(Text.count(borrowed, "connection") + " borrowed");
        }
        return Text.join(parts);
    }

    /** A second signal: the phases end now, hooks get the exit reserve. Once; a third one changes nothing. */
    public void force() {
        Duration reserve;
        boolean phasesAreOver = over.getCount() == 0;
        synchronized (this) {
            if (drain == null || drain.isCut()) {
                return;
            }
            reserve = grace.exitReserve();
            // The phases' deadlines derive from this one; with them goes what a phase overruns its time by.
            // What the watchdog halts early by must not be taken from the hooks either.
            Duration late = Watchdog.lead(grace.whole()).plus(phasesAreOver ? Duration.ZERO : PhaseRun.GRACE);
            hard.bringForward(reserve.plus(late));
            drain.cut();
            if (watchdog != null) {
                watchdog.wake();
            }
        }
        drain.warn((phasesAreOver ? "forced: " : "forced: the phases end now, ") + "shutdown hooks have "
                + Text.duration(reserve));
    }

    private void awaitEnd() {
        boolean interrupted = false;
        while (true) {
            try {
                over.await();
                break;
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
