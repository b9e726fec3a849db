package dev.lastcall.core.count;

import dev.lastcall.core.Core;
import dev.lastcall.core.resource.DeclaredControl;

/** A class whose instances the plan tracks. Thread-safe. */
public final class TrackedClass implements DeclaredControl<TrackedClass> {

    private final String className;
    private final Core core;

    TrackedClass(String className, Core core) {
        this.className = className;
        this.core = core;
    }

    /** The woven constructor has been reached for the first time. */
    public void exists() {
        core.resources().add(this, this);
    }

    /** A constructor has ended. */
    public void made(Object instance) {
        core.declared().instances().add(className, instance);
    }

    @Override
    public String describe(TrackedClass self) {
        return "tracked " + className;
    }

    @Override
    public boolean takesRequests() {
        return false;
    }
}
