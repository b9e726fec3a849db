package dev.lastcall.core.plan;

import dev.lastcall.core.config.Config;
import dev.lastcall.core.config.PhaseSettings;
import dev.lastcall.core.config.Setting;
import dev.lastcall.core.config.Settings;
import dev.lastcall.core.config.ValueType;
import java.time.Duration;

/** Whether what cannot be cut fits into the grace period. */
public final class Budget {

    private final Config config;
    private final TimeLine line;
    private final StringBuilder parts = new StringBuilder();
    private boolean chosen;

    private Budget(Config config, TimeLine line) {
        this.config = config;
        this.line = line;
        add(Settings.EXIT_RESERVE, line.exitReserve());
        for (TimeLine.Row row : line.rows()) {
            if (!row.reserve().isZero()) {
                Setting<Duration> setting = PhaseSettings.reserve(row.name(), "");
                add(setting, row.reserve());
                chosen |= config.isSet(setting);
            }
        }
    }

    public static Budget of(Config config, DeclaredPlan plan) {
        return new Budget(config, TimeLine.of(config, plan));
    }

    private void add(Setting<Duration> setting, Duration reserve) {
        parts.append(parts.length() == 0 ? "" : ", ")
                .append(setting.key())
                .append(' ')
                .append(text(reserve));
    }

    public boolean isOverdrawn() {
        return line.reserved().compareTo(line.grace()) > 0;
    }

    /** Whether somebody has chosen a phase's reserve; a short grace period alone is no mistake of theirs. */
    public boolean isChosen() {
        return chosen;
    }

    /** What is too much, phase by phase. */
    public String describe() {
        String where = config.isSet(Settings.GRACE_PERIOD) ? config.whereIs(Settings.GRACE_PERIOD) : "grace-period";
        return where + ": \"" + text(line.grace())
                + "\" is less than the sum of all that cannot be cut, " + text(line.reserved()) + " (" + parts
                + "); the last of these get less than they reserve";
    }

    /** A duration as it is written in a plan. */
    static String text(Duration duration) {
        if (duration.compareTo(ValueType.ALL_THAT_IS_LEFT) >= 0) {
            return "rest";
        }
        long millis = duration.toMillis();
        return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
    }
}
