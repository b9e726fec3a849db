package dev.lastcall.core.plan;

import dev.lastcall.core.action.Step;
import java.time.Duration;

/** An action of a phase that the plan file declares. Immutable. */
public final class DeclaredAction {

    private final String name;
    private final Step step;
    private final Duration timeout;
    private final OnFailure onFailure;

    DeclaredAction(String name, Step step, Duration timeout, OnFailure onFailure) {
        this.name = name;
        this.step = step;
        this.timeout = timeout;
        this.onFailure = onFailure;
    }

    public String name() {
        return name;
    }

    public Step step() {
        return step;
    }

    public Duration timeout() {
        return timeout;
    }

    public OnFailure onFailure() {
        return onFailure;
    }
}
