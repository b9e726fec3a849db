package dev.lastcall.core.plan;

import dev.lastcall.core.config.Config;
import dev.lastcall.core.config.Reserves;
import dev.lastcall.core.config.Settings;
import dev.lastcall.core.config.StandardPhase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * When each phase runs if all of them take the longest that they may: in dependency order, from its predecessors' ends to
 * its time-out, or to where what later phases have reserved begins.
 */
public final class TimeLine {

    private final Map<String, Row> rows = new LinkedHashMap<String, Row>();
    private final Duration grace;
    private final Duration exitReserve;

    private TimeLine(Duration grace, Duration exitReserve) {
        this.grace = grace;
        this.exitReserve = exitReserve;
    }

    public static TimeLine of(Config config, DeclaredPlan plan) {
        Duration grace = config.get(Settings.GRACE_PERIOD);
        TimeLine line = new TimeLine(grace, Budget.exitReserve(config));
        List<Row> all = new ArrayList<Row>();
        for (StandardPhase phase : StandardPhase.values()) {
            List<String> after = new ArrayList<String>(phase.after());
            after.addAll(plan.before(phase.phaseName()));
            Duration timeout = config.get(phase.timeout());
            if (phase == StandardPhase.LAME_DUCK) {
                timeout = min(timeout, min(config.get(Settings.LAME_DUCK_MAX), grace.dividedBy(4)));
            }
            boolean enabled = config.get(phase.enabled());
            all.add(new Row(phase.phaseName(), after, enabled, timeout, config.get(phase.reserve()), null));
        }
        for (DeclaredPhase phase : plan.phases()) {
            List<String> after = new ArrayList<String>(phase.after());
            after.addAll(plan.before(phase.name()));
            all.add(new Row(phase.name(), after, phase.isEnabled(), phase.timeout(), phase.reserve(), phase));
        }
        line.lay(all);
        return line;
    }

    /** In dependency order; the plan has no cycle, so each round lays at least one. */
    private void lay(List<Row> all) {
        while (rows.size() < all.size()) {
            for (Row row : all) {
                if (!rows.containsKey(row.name) && rows.keySet().containsAll(row.after)) {
                    lay(row, all);
                }
            }
        }
    }

    private void lay(Row row, List<Row> all) {
        for (String name : row.after) {
            row.from = max(row.from, rows.get(name).to);
        }
        Duration reserved = Duration.ZERO;
        Duration after = Duration.ZERO;
        for (Row other : all) {
            reserved = reserved.plus(other.reserve());
            after = other != row && dependsOn(other, row.name, all) ? after.plus(other.reserve()) : after;
        }
        Duration budget = grace.minus(exitReserve);
        Duration limit = budget.minus(Reserves.within(budget, reserved, after));
        row.to = row.enabled ? max(row.from, min(row.from.plus(row.timeout), limit)) : row.from;
        rows.put(row.name, row);
    }

    private static boolean dependsOn(Row row, String name, List<Row> all) {
        if (row.after.contains(name)) {
            return true;
        }
        for (Row other : all) {
            if (row.after.contains(other.name) && dependsOn(other, name, all)) {
                return true;
            }
        }
        return false;
    }

    /** The phases in the order in which they run. */
    public List<Row> rows() {
        return new ArrayList<Row>(rows.values());
    }

    public Duration grace() {
        return grace;
    }

    /** What shutdown hooks have at least: the exit reserve, or half of a grace period that is shorter. */
    public Duration exitReserve() {
        return exitReserve;
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private static Duration max(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }

    /** A phase and its longest time. */
    public static final class Row {
        private final String name;
        private final List<String> after;
        private final boolean enabled;
        private final Duration timeout;
        private final Duration reserve;
        private final DeclaredPhase declared;
        private Duration from = Duration.ZERO;
        private Duration to = Duration.ZERO;

        Row(
                String name,
                List<String> after,
                boolean enabled,
                Duration timeout,
                Duration reserve,
                DeclaredPhase declared) {
            this.name = name;
            this.after = after;
            this.enabled = enabled;
            this.timeout = timeout;
            this.reserve = reserve;
            this.declared = declared;
        }

        public String name() {
            return name;
        }

        public List<String> after() {
            return after;
        }

        public boolean isEnabled() {
            return enabled;
        }

        public Duration timeout() {
            return timeout;
        }

        public Duration reserve() {
            return enabled ? reserve : Duration.ZERO;
        }

        /** Its beginning at the latest, since the trigger. */
        public Duration from() {
            return from;
        }

        public Duration to() {
            return to;
        }

        /** Its actions; none for a default phase. */
        public List<DeclaredAction> actions() {
            return declared == null ? Collections.<DeclaredAction>emptyList() : declared.actions();
        }

        public boolean isSequential() {
            return declared != null && declared.isSequential();
        }
    }
}
