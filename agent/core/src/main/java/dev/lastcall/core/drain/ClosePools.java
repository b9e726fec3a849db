package dev.lastcall.core.drain;

import dev.lastcall.core.resource.Controlled;
import dev.lastcall.core.resource.PoolControl;
import dev.lastcall.core.time.Deadline;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits until no connection is borrowed, then closes the pools, the newest first. */
final class ClosePools implements Phase.Work {

    /** The connections that were borrowed when last asked: a pool that hangs must not be asked again. */
    private volatile int lastBorrowed;

    /** Set by the first who counts the losses: the phase, or whoever leaves it behind. */
    private final AtomicBoolean counted = new AtomicBoolean();

    @Override
    public PhaseResult run(final Drain drain, Deadline deadline) {
        boolean returned = drain.await(
                deadline,
                new BooleanSupplier() {
                    @Override
                    public boolean getAsBoolean() {
                        lastBorrowed = borrowed(drain);
                        return lastBorrowed == 0;
                    }
                },
                new Supplier<String>() {
                    @Override
                    public String get() {
                        return "close-pools: " + Text.count(lastBorrowed, "connection") + " borrowed";
                    }
                });
        if (!returned) {
            count(drain);
            return PhaseResult.forced(
                    Text.count(lastBorrowed, "connection") + " still borrowed, pools left open for the exit");
        }
        return close(drain);
    }

    @Override
    public boolean isNeeded(Drain drain) {
        return borrowed(drain) > 0;
    }

    @Override
    public void leftBehind(Drain drain) {
        count(drain);
    }

    private void count(Drain drain) {
        if (counted.compareAndSet(false, true)) {
            drain.losses().add(lastBorrowed, "connection", "still borrowed");
        }
    }

    static int borrowed(Drain drain) {
        int sum = 0;
        for (Controlled<PoolControl<Object>> pool : drain.core().resources().pools()) {
            sum += pool.control().borrowed(pool.resource());
        }
        return sum;
    }

    private static PhaseResult close(Drain drain) {
        List<String> closed = new ArrayList<String>();
        boolean failed = false;
        for (Controlled<PoolControl<Object>> pool : drain.core().resources().pools()) {
            try {
                String name = pool.toString();
                pool.control().close(pool.resource());
                closed.add(name);
            } catch (Exception failure) {
                drain.warn(pool + " does not close: " + failure);
                failed = true;
            }
        }
        return failed ? PhaseResult.forced("a pool did not close") : PhaseResult.done(Text.join(closed));
    }
}
