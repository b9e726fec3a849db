package dev.lastcall.core.drain;

import dev.lastcall.core.time.Clock;
import java.time.Duration;

/**
 * Whether nothing has come for a while, of the time in which something could have: while the machine, or this JVM for its
 * garbage, stands still, requests wait in their sockets, and the silence of that time means nothing. No event tells of a
 * stand-still; whoever wakes much later than it meant to has been in one. Not thread-safe.
 */
final class Quiet {

    private static final int LOOKS = 4;

    private final Clock clock;
    private final long quiet;
    private final long look;
    private boolean looked;
    private boolean stoodStill;
    private long stoodStillUntil;
    private long due;

    Quiet(Clock clock, Duration quiet) {
        this.clock = clock;
        this.quiet = quiet.toNanos();
        this.look = Math.min(this.quiet / LOOKS, Drain.BETWEEN_PROGRESS_LINES.toNanos());
    }

    /**
     * How long to wait before the next look; nothing is left to wait for when it is quiet.
     *
     * @param lastArrival when something came last, on the clock
     */
    Duration untilNextLook(long lastArrival) {
        long now = clock.nanos();
        if (looked && now - due > look) {
            stoodStill = true;
            stoodStillUntil = now;
        }
        long since = stoodStill && stoodStillUntil - lastArrival > 0 ? stoodStillUntil : lastArrival;
        long left = Math.max(0, Math.min(look, quiet - (now - since)));
        looked = true;
        due = now + left;
        return Duration.ofNanos(left);
    }
}
