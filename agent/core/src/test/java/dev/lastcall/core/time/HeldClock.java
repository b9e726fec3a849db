package dev.lastcall.core.time;

import java.time.Duration;

/** A clock that moves when a test says so, and begins near the overflow of its long. */
final class HeldClock implements Clock {
    private volatile long now = Long.MAX_VALUE - Duration.ofSeconds(1).toNanos();

    @Override
    public long nanos() {
        return now;
    }

    void pass(Duration time) {
        now += time.toNanos();
    }
}
