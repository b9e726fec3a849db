package dev.lastcall.core.time;

import java.time.Duration;

/** A moment by which something must be over. It can be brought forward, never put off. Thread-safe. */
public final class Deadline {

    private final Clock clock;
    private volatile long at;

    private Deadline(Clock clock, long at) {
        this.clock = clock;
        this.at = at;
    }

    public static Deadline in(Clock clock, Duration time) {
        return new Deadline(clock, clock.nanos() + time.toNanos());
    }

    /** The earlier of this and {@code time} from now. */
    public Deadline within(Duration time) {
        long other = clock.nanos() + time.toNanos();
        return new Deadline(clock, other - at < 0 ? other : at);
    }

    /** This deadline less {@code time}. */
    public Deadline before(Duration time) {
        return new Deadline(clock, at - time.toNanos());
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
        return at - clock.nanos();
    }

    /** What is left, never negative. */
    public Duration left() {
        return Duration.ofNanos(Math.max(0, nanosLeft()));
    }

    public boolean passed() {
        return nanosLeft() <= 0;
    }
}
