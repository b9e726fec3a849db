package dev.lastcall.core.config;

import java.time.Duration;

/** The settings that every phase has. Defaults belong to the phase, so it passes them. */
public final class PhaseSettings {

    private PhaseSettings() {}

    public static Setting<Boolean> enabled(String phase) {
        return new Setting<Boolean>("phases." + phase + ".enabled", ValueType.SWITCH, "true");
    }

    /** @param defaultText a duration, or {@code rest} for all that the budget has left */
    public static Setting<Duration> timeout(String phase, String defaultText) {
        return new Setting<Duration>("phases." + phase + ".timeout", ValueType.TIMEOUT, defaultText);
    }

    public static Setting<Duration> reserve(String phase, String defaultText) {
        return new Setting<Duration>("phases." + phase + ".reserve", ValueType.DURATION, defaultText);
    }
}
