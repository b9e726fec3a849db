package dev.lastcall.core.resource;

/** A resource and its control, held strongly for as long as a drain works on them. */
public final class Controlled<C extends Control<Object>> {

    private final C control;
    private final Object resource;

    Controlled(C control, Object resource) {
        this.control = control;
        this.resource = resource;
    }

    /** The control, to be applied to {@link #resource()} only. */
    public C control() {
        return control;
    }

    public Object resource() {
        return resource;
    }

    @Override
    public String toString() {
        return control.describe(resource);
    }
}
