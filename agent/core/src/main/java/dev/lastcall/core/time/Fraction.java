package dev.lastcall.core.time;

import java.time.Duration;

/**
 * A part of a duration. {@link Duration#dividedBy(long)} is a division of decimals: on JDK 25 the class of large integers
 * that it initialises asks for the common fork-join pool, whose class waits for the agent while the agent starts.
 */
public final class Fraction {

    private static final long NANOS_OF_A_SECOND = 1000 * 1000 * 1000;

    private Fraction() {}

    /** One of so many equal parts, without what is less than a nanosecond; the duration is not negative. */
    public static Duration of(Duration whole, int parts) {
        long seconds = whole.getSeconds();
        long nanos =
                seconds % parts * NANOS_OF_A_SECOND + whole.getNano(); // of less than as many seconds as parts: fits
        return Duration.ofSeconds(seconds / parts, nanos / parts);
    }
}
