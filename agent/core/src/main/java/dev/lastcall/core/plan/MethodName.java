package dev.lastcall.core.plan;

/** {@code com.acme.rpc.Session#begin}, or with the simple names of its parameters' types. Immutable. */
public final class MethodName {

    private final String className;
    private final String method;

    MethodName(String className, String method) {
        this.className = className;
        this.method = method;
    }

    public String className() {
        return className;
    }

    /** The method, and in parentheses its parameters if they are given. */
    public String method() {
        return method;
    }

    @Override
    public String toString() {
        return className + "#" + method;
    }
}
