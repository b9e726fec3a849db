package dev.lastcall.core.config;

import java.time.Duration;

/** What is left of reserves in a short budget. */
public final class Reserves {

    private Reserves() {}

    /**
     * In a budget so short that all reserves together are more than half of it, each shrinks alike, or nothing would be left
     * for the first phases.
     *
     * @param all the sum of all reserves
     * @param some the sum of those in question
     */
    public static Duration within(Duration budget, Duration all, Duration some) {
        Duration half = budget.dividedBy(2);
        return all.compareTo(half) <= 0
                ? some
                : Duration.ofNanos((long) (some.toNanos() * ((double) half.toNanos() / all.toNanos())));
    }
}
