package dev.lastcall.core.time;

import java.time.Duration;

/**
 * A moment by which something must be over. It can be brought forward, never put off; a deadline that was derived from
 * another moves forward with it, so that whoever waits on a derived one notices a cut at once. Thread-safe.
 */
public final class Deadline {

    private final Clock clock;
    private volatile long at;

    /** What this one was derived from, or null, and how long before that one's moment it must have passed. */
    private final Deadline origin;

    private final long ahead;

    private Deadline(Clock clock, long at, Deadline origin, long ahead) {
        this.clock = clock;
        this.at = at;
        this.origin = origin;
        this.ahead = ahead;
    }

    public static Deadline in(Clock clock, Duration time) {
        return new Deadline(clock, clock.nanos() + time.toNanos(), null, 0);
    }

    /** The earlier of this and {@code time} from now. */
    public Deadline within(Duration time) {
        return new Deadline(clock, clock.nanos() + time.toNanos(), this, 0);
    }

    /** This deadline less {@code time}. */
    public Deadline before(Duration time) {
        return new Deadline(clock, at - time.toNanos(), this, time.toNanos());
    }

    /** Brings the deadline forward to {@code time} from now, unless it is earlier already. */
    public synchronized void bringForward(Duration time) {
        long other = clock.nanos() + time.toNanos();
        if (other - at < 0) {
            at = other;
        }
    }

    /** What is left; negative once it has passed. */
    public long nanosLeft() {
        long left = at - clock.nanos();
        return origin == null ? left : Math.min(left, origin.nanosLeft() - ahead);
    }

    /** What is left, never negative. */
    public Duration left() {
        return Duration.ofNanos(Math.max(0, nanosLeft()));
    }

    public boolean passed() {
        return nanosLeft() <= 0;
    }
}
