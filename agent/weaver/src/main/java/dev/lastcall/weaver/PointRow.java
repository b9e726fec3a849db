package dev.lastcall.weaver;

import java.util.Collections;
import java.util.List;
import java.util.Objects;

/** One row of a table of points: a method of a class, when it is caught, what it passes, and what is called. */
final class PointRow {

    /** When a point is reached. */
    enum When {
        ENTER,
        EXIT,
        INSTEAD
    }

    /** A call of this name is woven as {@code LastCall.stir()}: no line code, one volatile read. */
    static final String STIR = "stir";

    /** The last word of a row whose point has nothing to do while the gate is open. */
    static final String GATED = "gated";

    final LineRow line;
    final String className;
    final String method;
    final boolean optional;
    /** Simple names of the parameter types, or null for every overload. */
    final List<String> parameters;

    /** Null if the row is about the class as a whole, see {@link #tag}. */
    final When when;

    final String key;
    final String detail;
    final String call;
    final boolean isGated;

    PointRow(LineRow line, String className, String methodText, When when, String passes, String call) {
        this(line, className, methodText, when, passes, call, false);
    }

    PointRow(
            LineRow line, String className, String methodText, When when, String passes, String call, boolean isGated) {
        this.line = line;
        this.className = className;
        this.optional = methodText.endsWith("?");
        String text = optional ? methodText.substring(0, methodText.length() - 1) : methodText;
        int open = text.indexOf('(');
        this.method = open < 0 ? text : text.substring(0, open);
        this.parameters = open < 0 ? null : words(text.substring(open + 1, text.length() - 1));
        this.when = when;
        int comma = passes.indexOf(',');
        this.key = comma < 0 ? passes : passes.substring(0, comma);
        this.detail = comma < 0 ? "-" : passes.substring(comma + 1);
        this.call = call;
        this.isGated = isGated;
    }

    /** The row that gives a class {@code LastCall.Tagged}. */
    static PointRow tag(LineRow line, String className) {
        return new PointRow(line, className, "", null, "-", "-");
    }

    private PointRow(PointRow original, LineRow copy) {
        this.line = copy;
        this.className = copy.prefix + original.className;
        this.optional = original.optional;
        this.method = original.method;
        this.parameters = original.parameters; // simple names, which are the same in a copy
        this.when = original.when;
        this.key = original.key;
        this.detail = original.detail;
        this.call = original.call;
        this.isGated = original.isGated;
    }

    /** This row for a class of that name: the row itself, that of a relocated copy, or null if the class is none of it. */
    PointRow in(String name) {
        if (className.equals(name)) {
            return this;
        }
        LineRow copy = line.copyWith(name, className);
        return copy == null ? null : new PointRow(this, copy);
    }

    /** Whether the other is this row, or, for a relocated copy, which has its rows made at each look, another of the same. */
    boolean isSameAs(PointRow other) {
        return line == other.line
                && when == other.when
                && className.equals(other.className)
                && method.equals(other.method)
                && Objects.equals(parameters, other.parameters)
                && key.equals(other.key)
                && detail.equals(other.detail)
                && call.equals(other.call);
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? Collections.<String>emptyList() : java.util.Arrays.asList(text.split(","));
    }

    /** The method, and its parameters if the row names them. */
    String signature() {
        return method
                + (parameters == null
                        ? ""
                        : parameters.toString().replace('[', '(').replace(']', ')'));
    }

    boolean isStir() {
        return call.equals(STIR);
    }

    boolean isTag() {
        return when == null;
    }

    @Override
    public String toString() {
        return className + "." + method + (parameters == null ? "" : parameters.toString());
    }
}
