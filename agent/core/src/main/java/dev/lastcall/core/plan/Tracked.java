package dev.lastcall.core.plan;

/** A class whose instances actions may need. Immutable. */
public final class Tracked {

    private final String where;
    private final String className;

    Tracked(String where, String className) {
        this.where = where;
        this.className = className;
    }

    /** Where it is declared, such as {@code plan.yaml:31:5}. */
    public String where() {
        return where;
    }

    public String className() {
        return className;
    }
}
