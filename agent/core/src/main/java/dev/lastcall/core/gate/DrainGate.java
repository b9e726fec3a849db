package dev.lastcall.core.gate;

import dev.lastcall.core.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The gate that a drain moves: open, then draining, then rejecting. It never moves back.
 *
 * <p>A request is counted before it asks here, and a drain closes the gate before it looks whether anything is in flight:
 * a request that the drain's look has missed was counted after that look, so it finds the gate closed.
 */
public final class DrainGate implements Gate {

    private static final Set<String> SAFE = new HashSet<String>(Arrays.asList("GET", "HEAD"));

    private final Clock clock;
    private final List<String> readinessPaths;
    private volatile boolean draining;
    private volatile boolean unready;
    private volatile boolean rejecting;
    private volatile long lastArrival;

    public DrainGate(Clock clock, List<String> readinessPaths) {
        this.clock = clock;
        this.readinessPaths = new ArrayList<String>(readinessPaths);
    }

    @Override
    public boolean isDraining() {
        return draining;
    }

    @Override
    public boolean mayBeReadiness(String path) {
        if (unready) {
            for (String readiness : readinessPaths) {
                if (path.endsWith(readiness)) {
                    return true;
                }
            }
        }
        return false;
    }

    @Override
    public Verdict admit(String method, String path) {
        if (!draining) {
            return Verdict.SERVE;
        }
        if (unready && SAFE.contains(method) && readinessPaths.contains(path)) {
            return Verdict.UNREADY;
        }
        if (rejecting) {
            return Verdict.REJECT;
        }
        lastArrival = clock.nanos();
        return Verdict.SERVE;
    }

    /** From now on responses announce that their connection will close. */
    public void drain() {
        lastArrival = clock.nanos();
        draining = true;
    }

    /** From now on readiness paths answer 503. */
    public void unready() {
        unready = true;
    }

    /** From now on nothing new reaches the application. */
    public void reject() {
        rejecting = true;
    }

    public boolean isRejecting() {
        return rejecting;
    }

    /** When the last request came that was not a probe, on the gate's clock; at first, when the drain began. */
    public long lastArrival() {
        return lastArrival;
    }
}
