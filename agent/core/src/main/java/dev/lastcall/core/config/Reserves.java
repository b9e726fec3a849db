package dev.lastcall.core.config;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a phase must leave to those that depend on it. One computation, for the drain and for what is said of it before the
 * fact. Immutable.
 */
public final class Reserves {

    private final Map<String, List<String>> successors = new HashMap<String, List<String>>();

    /** @param after each phase, with the phases that must be over before it begins */
    public Reserves(Map<String, ? extends Collection<String>> after) {
        for (Map.Entry<String, ? extends Collection<String>> phase : after.entrySet()) {
            for (String earlier : phase.getValue()) {
                List<String> later = successors.get(earlier);
                if (later == null) {
                    later = new ArrayList<String>();
                    successors.put(earlier, later);
                }
                later.add(phase.getKey());
            }
        }
    }

    /** The names of the phases that depend on this one, directly or not. */
    public Set<String> dependants(String phase) {
        Set<String> dependants = new HashSet<String>();
        Deque<String> open = new ArrayDeque<String>(Collections.singleton(phase));
        while (!open.isEmpty()) {
            List<String> later = successors.get(open.remove());
            for (String name : later == null ? Collections.<String>emptyList() : later) {
                if (dependants.add(name)) {
                    open.add(name);
                }
            }
        }
        return dependants;
    }

    /**
     * The sum of what these phases claim. In a budget so short that all claims together are more than half of it, each
     * shrinks alike, or nothing would be left for the first phases.
     *
     * @param claims what each phase of the plan claims
     */
    public static Duration of(Collection<String> some, Duration budget, Map<String, Duration> claims) {
        long all = 0;
        long sum = 0;
        for (Map.Entry<String, Duration> claim : claims.entrySet()) {
            all += claim.getValue().toNanos();
            sum += some.contains(claim.getKey()) ? claim.getValue().toNanos() : 0;
        }
        long half = budget.toNanos() / 2;
        return Duration.ofNanos(all <= half ? sum : (long) (sum * ((double) half / all)));
    }
}
