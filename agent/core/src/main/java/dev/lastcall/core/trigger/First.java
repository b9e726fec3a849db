package dev.lastcall.core.trigger;

import dev.lastcall.core.config.Config;
import dev.lastcall.core.config.Settings;
import dev.lastcall.core.time.Clock;

/** The signal or file that has begun the drain. Immutable. */
final class First {

    private final String signal;
    private final Clock clock;
    private final long at;

    /** @param signal its name, or empty if it was a file */
    First(String signal, Clock clock) {
        this.signal = signal;
        this.clock = clock;
        this.at = clock.nanos();
    }

    /**
     * Whether a signal that comes now is a second one. A supervisor that signals the whole group, and a start script that
     * passes on what it gets, make two of one; a person who presses Ctrl-C again means it.
     *
     * @param person whether it is an INT from a terminal
     */
    boolean isOther(String name, boolean person, Config config) {
        return person && name.equals(signal)
                || clock.nanos() - at
                        >= config.get(Settings.SECOND_SIGNAL_AFTER).toNanos();
    }
}
