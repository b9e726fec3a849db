package dev.lastcall.core.drain;

import java.time.Duration;
import java.util.Optional;

/** What started a drain, and what follows from that. Immutable. */
public final class Trigger {

    /** A start that fails exits with a non-zero code: whatever is still in flight then may not hold it up for longer. */
    private static final Duration FAILED_EXIT = Duration.ofSeconds(5);

    /** The JVM's code is then 0, or 1 if main has thrown; nobody tells which. */
    public static final Trigger END_OF_MAIN =
            new Trigger("the end of main", false, Optional.<Duration>empty(), Optional.<Integer>empty(), 0, "the JVM");

    private final String name;
    private final boolean lameDuck;
    private final Optional<Duration> longest;
    private final Optional<Integer> ownCode;
    private final int defaultCode;
    private final String decider;

    private Trigger(
            String name,
            boolean lameDuck,
            Optional<Duration> longest,
            Optional<Integer> ownCode,
            int defaultCode,
            String decider) {
        this.name = name;
        this.lameDuck = lameDuck;
        this.longest = longest;
        this.ownCode = ownCode;
        this.defaultCode = defaultCode;
        this.decider = decider;
    }

    /** @param number the signal's; the JVM without an agent exits with 128 more */
    public static Trigger signal(String name, int number, boolean lameDuck) {
        return new Trigger(
                "SIG" + name, lameDuck, Optional.<Duration>empty(), Optional.<Integer>empty(), 128 + number, "");
    }

    /** A signal for which the application has a handler: that one is called after the drain, and may exit or not. */
    public static Trigger handledSignal(String name, int number, boolean lameDuck) {
        return new Trigger(
                "SIG" + name,
                lameDuck,
                Optional.<Duration>empty(),
                Optional.<Integer>empty(),
                128 + number,
                "the application's handler of SIG" + name);
    }

    public static Trigger systemExit(int status) {
        return exit("System.exit(" + status + ")", status);
    }

    /** A signal that we were not asked to hear: the JVM's own handler exits with 128 more than its number. */
    public static Trigger unheardSignal(String name, int status) {
        return exit(name, status);
    }

    private static Trigger exit(String name, int status) {
        return new Trigger(
                name,
                false,
                status == 0 ? Optional.<Duration>empty() : Optional.of(FAILED_EXIT),
                Optional.of(status),
                status,
                "");
    }

    public static Trigger file(String path) {
        return new Trigger("the file " + path, true, Optional.<Duration>empty(), Optional.<Integer>empty(), 143, "");
    }

    /** Whether the service serves on until traffic has moved away. */
    boolean hasLameDuck() {
        return lameDuck;
    }

    /** A bound below the grace period. */
    Optional<Duration> longest() {
        return longest;
    }

    /** The exit code that the application itself has chosen. */
    public Optional<Integer> ownCode() {
        return ownCode;
    }

    /** The exit code of a JVM without the agent. */
    public int defaultCode() {
        return defaultCode;
    }

    /** Who decides about the exit code, where it is not the agent nor the one who has called for the exit; or empty. */
    String decider() {
        return decider;
    }

    /** Whether the application's own handler is called after the drain; nobody knows how long that takes. */
    boolean hasHandler() {
        return !decider.isEmpty() && this != END_OF_MAIN;
    }

    @Override
    public String toString() {
        return name;
    }
}
