package dev.lastcall.core.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A phase that the plan file declares. Immutable. */
public final class DeclaredPhase {

    private final String name;
    private final List<String> after;
    private final List<String> before;
    private final boolean enabled;
    private final Duration timeout;
    private final Duration reserve;
    private final boolean sequential;
    private final OnFailure onFailure;
    private final List<DeclaredAction> actions;

    DeclaredPhase(
            String name,
            List<String> after,
            List<String> before,
            boolean enabled,
            Duration timeout,
            Duration reserve,
            boolean sequential,
            OnFailure onFailure,
            List<DeclaredAction> actions) {
        this.name = name;
        this.after = after;
        this.before = before;
        this.enabled = enabled;
        this.timeout = timeout;
        this.reserve = reserve;
        this.sequential = sequential;
        this.onFailure = onFailure;
        this.actions = Collections.unmodifiableList(new ArrayList<DeclaredAction>(actions));
    }

    /** The same in another place of the plan. */
    DeclaredPhase placed(List<String> newAfter, List<String> newBefore) {
        return new DeclaredPhase(name, newAfter, newBefore, enabled, timeout, reserve, sequential, onFailure, actions);
    }

    public String name() {
        return name;
    }

    public List<String> after() {
        return after;
    }

    public List<String> before() {
        return before;
    }

    public boolean isEnabled() {
        return enabled;
    }

    public Duration timeout() {
        return timeout;
    }

    public Duration reserve() {
        return reserve;
    }

    /** Whether its actions run one after the other rather than at the same time. */
    public boolean isSequential() {
        return sequential;
    }

    public OnFailure onFailure() {
        return onFailure;
    }

    public List<DeclaredAction> actions() {
        return actions;
    }
}
