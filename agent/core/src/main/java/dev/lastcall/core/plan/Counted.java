package dev.lastcall.core.plan;

/** Methods of the application between which something is in flight, or one method around it. Immutable. */
public final class Counted {

    /** What is counted. */
    public enum Kind {
        REQUEST,
        TASK
    }

    private final String where;
    private final Kind kind;
    private final MethodName start;
    private final MethodName end;
    private final String key;

    Counted(String where, Kind kind, MethodName start, MethodName end, String key) {
        this.where = where;
        this.kind = kind;
        this.start = start;
        this.end = end;
        this.key = key;
    }

    /** Where it is declared, such as {@code plan.yaml:31:5}. */
    public String where() {
        return where;
    }

    public Kind kind() {
        return kind;
    }

    public MethodName start() {
        return start;
    }

    /** The same as {@link #start} if one method goes around the whole. */
    public MethodName end() {
        return end;
    }

    public boolean isAround() {
        return start == end;
    }

    /** What start and end have in common: {@code this}, or the number of an argument from 0. */
    public String key() {
        return key;
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase(java.util.Locale.ROOT) + " " + start + (isAround() ? "" : " to " + end);
    }
}
