package dev.lastcall.core.plan;

/** What the failure of an action or a phase does to what comes after it. */
public enum OnFailure {
    /** Nothing: the drain goes on, and is no longer clean. */
    CONTINUE,
    /** An action's: the rest of its phase is left out. A phase's: all phases that depend on it are left out. */
    ABORT
}
