package dev.lastcall.core;

import dev.lastcall.core.drain.EndlessWatch;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Looks now and then, on a daemon thread, at what no event tells: what has been running, or in flight, for long. And moves on
 * the time for requests that would otherwise have to ask for it, each.
 */
final class Watch implements Runnable {

    private static final Duration AT_MOST_EVERY = Duration.ofMillis(50);
    private static final Duration AT_LEAST_EVERY = Duration.ofSeconds(5);

    /** So much older than it is may the age of a request be said to be; the JVM itself wakes up five times as often. */
    private static final Duration TICK = Duration.ofMillis(250);

    /** Work in flight for longer is held weakly. */
    private static final Duration OLD = Duration.ofSeconds(60);

    private final Core core;
    private final EndlessWatch endless;

    Watch(Core core, EndlessWatch endless) {
        this.core = core;
        this.endless = endless;
    }

    void start() {
        Thread thread = new AgentThread(this, "lastcall-watch");
        thread.setContextClassLoader(null); // it lasts, and that of whoever opens the first port need not
        thread.start();
    }

    @Override
    public void run() {
        long interval = Math.max(
                AT_MOST_EVERY.toNanos(),
                Math.min(AT_LEAST_EVERY.toNanos(), endless.interval().toNanos()));
        long looked = core.clock().nanos();
        while (true) {
            LockSupport.parkNanos(this, core.requests().tick() ? Math.min(TICK.toNanos(), interval) : interval);
            if (core.clock().nanos() - looked >= interval) {
                look();
                looked = core.clock().nanos();
            }
        }
    }

    private void look() {
        try {
            endless.look(core.resources());
            core.requests().weaken(core.clock().nanos() - OLD.toNanos());
            for (Runnable chore : core.chores()) {
                chore.run();
            }
        } catch (Throwable failure) {
            core.debug("watch", failure); // the next round may fare better
        }
    }
}
