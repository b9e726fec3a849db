package dev.lastcall.core.gate;

import dev.lastcall.core.config.Config;
import dev.lastcall.core.config.Settings;
import dev.lastcall.core.ledger.Work;
import dev.lastcall.core.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * The gate that a drain moves: open, or limited, then draining, then rejecting. It never moves back.
 *
 * <p>A request is counted before it asks here, and a drain closes the gate before it looks whether anything is in flight:
 * a request that the drain's look has missed was counted after that look, so it finds the gate closed.
 */
public final class DrainGate implements Gate {

    private final Clock clock;
    private final ProbePaths probes;

    /** The ports of {@code readiness.keep-ports}; none any more when they close, too. */
    private volatile Ports kept;

    /** Set to false before {@code draining} is set: whoever still reads true has come before the drain. */
    private volatile boolean open;

    private volatile boolean draining;
    private volatile boolean unready;
    private volatile boolean rejecting;
    private volatile long lastArrival;

    /** Who must hear of the end of {@code open} before anybody can see it. */
    private final List<Runnable> toldBefore = new ArrayList<Runnable>();

    public DrainGate(Clock clock, Config config) {
        this.clock = clock;
        this.probes = new ProbePaths(config.get(Settings.READINESS_PATHS), config.get(Settings.LIVENESS_PATHS));
        this.kept = Ports.of(config.get(Settings.KEEP_PORTS));
        this.open = config.get(Settings.MAX_REQUESTS) == 0;
    }

    @Override
    public void beforeItCloses(Runnable told) {
        synchronized (toldBefore) {
            if (open) {
                toldBefore.add(told);
                return;
            }
        }
        told.run();
    }

    @Override
    public boolean isDraining() {
        return draining;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public boolean mayBeProbeOfContext(String path) {
        return probes.mayStandBehindAContext(path);
    }

    @Override
    public Verdict admit(Work request, String method, String path, int port) {
        if (unready && probes.isReadiness(method, path)) {
            return Verdict.UNREADY;
        }
        if (keeps(port)) {
            return Verdict.SERVE;
        }
        if (rejecting) {
            return Verdict.REJECT;
        }
        if (probes.isAny(method, path)) {
            return Verdict.SERVE;
        }
        if (draining) {
            lastArrival = clock.nanos();
        }
        return request == null || request.mayPass() ? Verdict.SERVE : Verdict.TOO_MANY;
    }

    /** From now on responses announce that their connection will close. */
    public void drain() {
        synchronized (toldBefore) { // so that nobody is too late to be told and too early to see it closed
            for (Runnable told : toldBefore) {
                told.run();
            }
            lastArrival = clock.nanos();
            open = false;
            draining = true;
        }
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

    /** Whether any port stays open to the end. */
    public boolean keepsAny() {
        return !kept.isNone();
    }

    /** Whether this port stays open to the end. */
    public boolean keeps(int port) {
        return kept.contain(port);
    }

    /** The end has come: the ports that were kept are like all others. */
    public void keepNone() {
        kept = Ports.NONE;
    }

    /** When the last request came that was neither a probe nor on a kept port; at first, when the drain began. */
    public long lastArrival() {
        return lastArrival;
    }
}
