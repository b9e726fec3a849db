package dev.lastcall.core.drain;

import dev.lastcall.core.action.Step;
import dev.lastcall.core.action.Surroundings;
import dev.lastcall.core.plan.DeclaredAction;
import dev.lastcall.core.time.Deadline;
import java.time.Duration;

/**
 * An action under way, on a thread of its own, so that one which hangs can be interrupted and, if that does not help, left
 * behind.
 *
 * <p>Its end is decided once, under its lock: by the action itself or by whoever waits for it. The bell rings after that.
 */
final class ActionRun implements Runnable {

    /** What an action gets to say itself that its time is up, before it is interrupted; and then to end by that. */
    private static final Duration MOMENT = Duration.ofMillis(100);

    /** What an interrupted action gets beyond that where its phase has the time. */
    private static final Duration TO_NOTICE = Duration.ofMillis(900);

    private final Drain drain;
    private final String phase;
    private final DeclaredAction action;
    private final Deadline phaseEnd;
    private final Thread thread;
    private volatile Deadline deadline;
    private long began;
    private volatile boolean interrupted;
    private volatile String late = "did not end in its time";
    private volatile boolean begun;
    private volatile boolean over;
    private volatile boolean failed;

    ActionRun(Drain drain, String phase, DeclaredAction action, Deadline phaseEnd) {
        this.drain = drain;
        this.phase = phase;
        this.action = action;
        this.phaseEnd = phaseEnd;
        this.thread = new Thread(this, "lastcall-" + phase + "-" + action.name());
        this.thread.setDaemon(true);
    }

    void start() {
        began = drain.core().clock().nanos();
        deadline = phaseEnd.within(action.timeout());
        begun = true;
        thread.start();
    }

    DeclaredAction action() {
        return action;
    }

    String name() {
        return action.name();
    }

    boolean hasBegun() {
        return begun;
    }

    boolean isInterrupted() {
        return interrupted;
    }

    boolean isOver() {
        return over;
    }

    boolean hasFailed() {
        return failed;
    }

    @Override
    public void run() {
        try {
            String done = action.step()
                    .run(new Surroundings(
                            action.name(),
                            drain.core().declared().instances(),
                            drain.core().declared().classes(),
                            deadline,
                            drain.core().log()));
            end(false, "done" + (done.isEmpty() ? "" : ": " + done));
        } catch (Step.Failed failure) {
            end(true, "FAILED: " + failure.getMessage());
        } catch (InterruptedException interruption) {
            end(true, "FAILED: " + late + " and was interrupted");
        } catch (Throwable failure) {
            end(true, "FAILED: " + failure);
        }
    }

    /** Until when its end should be awaited before {@link #press}. */
    Deadline patience() {
        return deadline.before(MOMENT.negated());
    }

    /** Whether it should be pressed now, whatever its deadline. */
    boolean mustEnd() {
        return drain.isCut() && !interrupted || callsExit();
    }

    /** Another action's failure ends the phase: this one is interrupted at its next {@link #press}. */
    void abortAfter(ActionRun culprit) {
        if (!interrupted && !over) {
            late = "was still running when " + culprit.name() + " failed";
            deadline.bringForward(MOMENT.negated());
        }
    }

    /** It waits inside System.exit for this very drain, which therefore must not wait for it. */
    private boolean callsExit() {
        return drain.exempt().contains(thread);
    }

    /** Its patience is over: interrupts it at first, then leaves it behind. */
    void press() {
        if (callsExit()) {
            end(true, "FAILED: has called System.exit, which waits for the end of this drain; it is not waited for");
        } else if (drain.isCut() && !interrupted || !interrupted && patience().passed()) {
            late = drain.isCut() ? "was still running when the drain was cut" : late;
            interrupted = true;
            deadline =
                    phaseEnd.passed() ? Deadline.in(drain.core().clock(), Duration.ZERO) : phaseEnd.within(TO_NOTICE);
            thread.interrupt();
        } else if (interrupted && patience().passed()) {
            end(true, "FAILED: " + late + ", was interrupted, and is left behind");
        }
    }

    private void end(boolean hasFailed, String how) {
        synchronized (this) {
            if (over) {
                return;
            }
            String line = phase + ": " + action.name() + " " + how + " ("
                    + Text.since(drain.core().clock(), began) + ")";
            if (hasFailed) {
                drain.warn(line);
            } else {
                drain.say(line);
            }
            failed = hasFailed;
            over = true;
        }
        drain.core().bell().ring();
    }
}
