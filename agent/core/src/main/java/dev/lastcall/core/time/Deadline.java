package dev.lastcall.core.time;

import java.time.Duration;

/**
 * A moment by which something must be over. It can be brought forward, never put off; a deadline that was derived from
 * another moves forward with it, so that whoever waits on a derived one notices a cut at once. Thread-safe.
 *
 * <p>One that was derived with an {@link Ahead} also moves with that, both ways, until somebody has seen it pass: from then
 * on it has passed for everybody, for who cuts something and who reports it are two threads. Whoever enlarges an ahead rings
 * the bell afterwards, on which those wait who have read the later moment; one that shrinks is read at the earlier one.
 */
public final class Deadline {

    /** How long before another deadline one lies. */
    public interface Ahead {
        long nanos();
    }

    private final Clock clock;
    private volatile long at;

    /** What this one was derived from, or null, and how long before that one's moment it must have passed. */
    private final Deadline origin;

    private final long ahead;

    /** The same where it changes, or null. */
    private final Ahead changing;

    private Deadline(Clock clock, long at, Deadline origin, long ahead, Ahead changing) {
        this.clock = clock;
        this.at = at;
        this.origin = origin;
        this.ahead = ahead;
        this.changing = changing;
    }

    public static Deadline in(Clock clock, Duration time) {
        return new Deadline(clock, clock.nanos() + time.toNanos(), null, 0, null);
    }

    /** The earlier of this and {@code time} from now. */
    public Deadline within(Duration time) {
        return new Deadline(clock, clock.nanos() + time.toNanos(), this, 0, null);
    }

    /** This deadline less {@code time}. */
    public Deadline before(Duration time) {
        return new Deadline(clock, at - time.toNanos(), this, time.toNanos(), null);
    }

    /** This deadline less whatever {@code time} is when somebody asks; once seen to have passed it has passed for good. */
    public Deadline before(Ahead time) {
        return new Deadline(clock, at, this, 0, time);
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
        if (origin == null || changing != null && left <= 0) {
            return left;
        }
        left = Math.min(left, origin.nanosLeft() - (changing == null ? ahead : changing.nanos()));
        if (changing != null && left <= 0) {
            bringForward(Duration.ZERO); // seen to have passed
            return at - clock.nanos();
        }
        return left;
    }

    /** What is left, never negative. */
    public Duration left() {
        return Duration.ofNanos(Math.max(0, nanosLeft()));
    }

    public boolean passed() {
        return nanosLeft() <= 0;
    }
}
