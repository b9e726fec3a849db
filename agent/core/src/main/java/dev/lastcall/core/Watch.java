package dev.lastcall.core;

import dev.lastcall.core.drain.EndlessWatch;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Looks now and then, on a daemon thread, at what no event tells: what has been running, or in flight, for long. */
final class Watch implements Runnable {

    private static final Duration AT_MOST_EVERY = Duration.ofMillis(50);
    private static final Duration AT_LEAST_EVERY = Duration.ofSeconds(5);

    /** Work in flight for longer is held weakly. */
    private static final Duration OLD = Duration.ofSeconds(60);

    private final Core core;
    private final EndlessWatch endless;

    Watch(Core core, EndlessWatch endless) {
        this.core = core;
        this.endless = endless;
    }

    void start() {
        Thread thread = new Thread(this, "lastcall-watch");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        long interval = Math.max(
                AT_MOST_EVERY.toNanos(),
                Math.min(AT_LEAST_EVERY.toNanos(), endless.interval().toNanos()));
        while (true) {
            LockSupport.parkNanos(this, interval);
            try {
                endless.look(core.resources());
                core.requests().weaken(core.clock().nanos() - OLD.toNanos());
            } catch (Throwable failure) {
                core.debug("watch", failure); // the next round may fare better
            }
        }
    }
}
