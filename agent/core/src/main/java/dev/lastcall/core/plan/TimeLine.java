package dev.lastcall.core.plan;

import dev.lastcall.core.config.Config;
import dev.lastcall.core.config.Grace;
import dev.lastcall.core.config.Reserves;
import dev.lastcall.core.config.StandardPhase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * When each phase runs if all of them take the longest that they may: in dependency order, from its predecessors' ends to
 * its time-out, or to where what later phases have reserved begins.
 */
public final class TimeLine {

    private final Map<String, Row> rows = new LinkedHashMap<String, Row>();
    private final Grace grace;

    private TimeLine(Grace grace) {
        this.grace = grace;
    }

    public static TimeLine of(Config config, DeclaredPlan plan) {
        TimeLine line = new TimeLine(Grace.of(config));
        List<Row> all = new ArrayList<Row>();
        for (StandardPhase phase : StandardPhase.values()) {
            List<String> after = new ArrayList<String>(phase.after());
            after.addAll(plan.before(phase.phaseName()));
            Duration timeout = config.get(phase.timeout());
            if (phase == StandardPhase.LAME_DUCK) {
                timeout = min(timeout, Grace.lameDuck(config));
            }
            boolean enabled = config.get(phase.enabled());
            Duration reserve = config.get(phase.reserve());
            all.add(new Row(phase.phaseName(), after, enabled, timeout, reserve, phase.least(), null));
        }
        for (DeclaredPhase phase : plan.phases()) {
            List<String> after = new ArrayList<String>(phase.after());
            after.addAll(plan.before(phase.name()));
            Duration least = phase.actions().isEmpty() ? Duration.ZERO : phase.reserve();
            all.add(new Row(phase.name(), after, phase.isEnabled(), phase.timeout(), phase.reserve(), least, phase));
        }
        line.lay(all);
        return line;
    }

    /** In dependency order: each row as soon as all that it comes after are laid. The plan has no cycle. */
    private void lay(List<Row> all) {
        Map<String, List<String>> after = new LinkedHashMap<String, List<String>>();
        Map<String, Duration> reserves = new LinkedHashMap<String, Duration>();
        Map<String, Duration> leasts = new LinkedHashMap<String, Duration>();
        for (Row row : all) {
            after.put(row.name, row.after);
            reserves.put(row.name, row.reserve());
            leasts.put(row.name, min(row.least, row.reserve()));
        }
        Reserves later = new Reserves(after);
        while (rows.size() < all.size()) {
            for (Row row : all) {
                if (!rows.containsKey(row.name) && rows.keySet().containsAll(row.after)) {
                    Set<String> dependants = later.dependants(row.name);
                    for (String name : row.after) {
                        row.from = max(row.from, rows.get(name).to);
                        row.latestFrom = max(row.latestFrom, rows.get(name).latest);
                    }
                    row.to = row.end(row.from, limit(grace.exitReserve(), dependants, reserves));
                    row.latest = row.end(row.latestFrom, limit(grace.exitLeast(), dependants, leasts));
                    rows.put(row.name, row);
                }
            }
        }
    }

    private Duration limit(Duration exit, Set<String> dependants, Map<String, Duration> claims) {
        Duration phases = grace.phases(exit);
        return phases.minus(Reserves.of(dependants, phases, claims));
    }

    /** The phases in the order in which they run. */
    public List<Row> rows() {
        return new ArrayList<Row>(rows.values());
    }

    public Grace grace() {
        return grace;
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
        private final Duration least;
        private final DeclaredPhase declared;
        private Duration from = Duration.ZERO;
        private Duration to = Duration.ZERO;
        private Duration latestFrom = Duration.ZERO;
        private Duration latest = Duration.ZERO;

        Row(
                String name,
                List<String> after,
                boolean enabled,
                Duration timeout,
                Duration reserve,
                Duration least,
                DeclaredPhase declared) {
            this.name = name;
            this.after = after;
            this.enabled = enabled;
            this.timeout = timeout;
            this.reserve = reserve;
            this.least = least;
            this.declared = declared;
        }

        private Duration end(Duration begin, Duration limit) {
            return enabled ? max(begin, min(begin.plus(timeout), limit)) : begin;
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

        /** Its beginning, since the trigger, if all before it take as long as they may. */
        public Duration from() {
            return from;
        }

        /** Its end at the latest if all that come later, and the exit, need what is reserved for them. */
        public Duration to() {
            return to;
        }

        /** Its end at the latest if none of them needs it. */
        public Duration latest() {
            return latest;
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
