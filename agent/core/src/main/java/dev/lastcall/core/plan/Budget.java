package dev.lastcall.core.plan;

import dev.lastcall.core.config.Config;
import dev.lastcall.core.config.Grace;
import dev.lastcall.core.config.PhaseSettings;
import dev.lastcall.core.config.Setting;
import dev.lastcall.core.config.Settings;
import dev.lastcall.core.config.StandardPhase;
import dev.lastcall.core.config.ValueType;
import java.time.Duration;

/** Whether what cannot be cut fits into the grace period. */
public final class Budget {

    private final Config config;
    private final Duration grace;
    private final StringBuilder parts = new StringBuilder();
    private Duration sum = Duration.ZERO;
    private boolean chosen;

    private Budget(Config config) {
        this.config = config;
        this.grace = config.get(Settings.GRACE_PERIOD);
    }

    public static Budget of(Config config, DeclaredPlan plan) {
        Budget budget = new Budget(config);
        budget.add(Settings.EXIT_RESERVE.key(), Grace.of(config).exitReserve());
        for (StandardPhase phase : StandardPhase.values()) {
            if (config.get(phase.enabled())) {
                budget.addPhase(phase.phaseName(), config.get(phase.reserve()));
            }
        }
        for (DeclaredPhase phase : plan.phases()) {
            if (phase.isEnabled()) {
                budget.addPhase(phase.name(), phase.reserve());
            }
        }
        return budget;
    }

    private void addPhase(String name, Duration reserve) {
        if (!reserve.isZero()) {
            Setting<Duration> setting = PhaseSettings.reserve(name, "");
            add(setting.key(), reserve);
            chosen |= config.isSet(setting);
        }
    }

    private void add(String key, Duration reserve) {
        sum = sum.plus(reserve);
        parts.append(parts.length() == 0 ? "" : ", ").append(key).append(' ').append(text(reserve));
    }

    public boolean isOverdrawn() {
        return sum.compareTo(grace) > 0;
    }

    /** Whether somebody has chosen a phase's reserve; a short grace period alone is no mistake of theirs. */
    public boolean isChosen() {
        return chosen;
    }

    /** What is too much, phase by phase. */
    public String describe() {
        String where = config.isSet(Settings.GRACE_PERIOD) ? config.whereIs(Settings.GRACE_PERIOD) : "grace-period";
        return where + ": \"" + text(grace) + "\" is less than the sum of all that cannot be cut, " + text(sum) + " ("
                + parts + "); each phase gets less than it reserves";
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
