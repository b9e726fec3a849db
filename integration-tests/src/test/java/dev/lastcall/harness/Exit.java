package dev.lastcall.harness;

import java.time.Duration;

/**
 * The end of a process.
 *
 * @param code its exit code; 128 + n if signal n killed it
 * @param atNanos when it was gone, as of {@link System#nanoTime}
 * @param sinceSignal the time since the first signal sent to it, or since its start if none was
 */
public record Exit(int code, long atNanos, Duration sinceSignal) {}
