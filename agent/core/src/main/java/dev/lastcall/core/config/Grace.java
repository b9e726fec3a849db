package dev.lastcall.core.config;

import dev.lastcall.core.time.Fraction;
import java.time.Duration;

/**
 * How a grace period is divided between the phases and the exit. One computation, for the drain and for what is said of it
 * before the fact. Immutable.
 */
public final class Grace {

    /** What an exit takes in which nobody has a hook: HotSpot waits 300 ms for threads in native code. */
    private static final Duration EXIT = Duration.ofMillis(500);

    /** What a phase whose time is up may take to notice, to answer and to report what it cuts, and what that takes at least. */
    private static final Duration CUT = Duration.ofSeconds(1);

    private static final Duration QUICK_CUT = Duration.ofMillis(400);

    private final Duration whole;
    private final Duration exitReserve;
    private final Duration overrun;

    private Grace(Duration whole, Duration exitReserve, Duration overrun) {
        this.whole = whole;
        this.exitReserve = exitReserve;
        this.overrun = overrun;
    }

    public static Grace of(Config config) {
        Duration whole = config.get(Settings.GRACE_PERIOD);
        return of(whole, exitReserve(config));
    }

    /** The same where the phases may not take longer than this. */
    public Grace atMost(Duration phases) {
        return whole.minus(exitReserve).compareTo(phases) <= 0 ? this : of(phases.plus(exitReserve), exitReserve);
    }

    /** A grace period that all belongs to the phases. */
    public static Grace ofPhases(Duration whole) {
        return new Grace(whole, Duration.ZERO, Duration.ZERO);
    }

    private static Grace of(Duration whole, Duration exitReserve) {
        Duration phases = whole.minus(exitReserve);
        Duration tenth = Fraction.of(phases, 10);
        Duration cut = tenth.compareTo(QUICK_CUT) < 0 ? QUICK_CUT : shorter(tenth, CUT);
        return new Grace(whole, exitReserve, shorter(cut, Fraction.of(phases, 4)));
    }

    /** The exit reserve; half of the grace period where that is shorter, so that there is something to drain in. */
    private static Duration exitReserve(Config config) {
        return shorter(config.get(Settings.EXIT_RESERVE), Fraction.of(config.get(Settings.GRACE_PERIOD), 2));
    }

    /** The longest that a lame duck may take. */
    public static Duration lameDuck(Config config) {
        return shorter(config.get(Settings.LAME_DUCK_MAX), Fraction.of(config.get(Settings.GRACE_PERIOD), 4));
    }

    /** From the trigger to the halt. */
    public Duration whole() {
        return whole;
    }

    /** What is kept for the exit if there are hooks. */
    public Duration exitReserve() {
        return exitReserve;
    }

    /** What is kept for the exit if there are none. */
    public Duration exitLeast() {
        return shorter(EXIT, exitReserve);
    }

    /** What a phase may overrun its time by, which is not taken from the hooks. */
    public Duration overrun() {
        return overrun;
    }

    /** What all phases have together if the exit needs so much. */
    public Duration phases(Duration exit) {
        return whole.minus(exit).minus(overrun);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
