package dev.lastcall.library.executors;

/** Whose an executor is. Immutable. */
final class Owner {

    /** Nothing tells; such an executor counts as the application's, for its tasks may be. */
    static final Owner UNKNOWN = new Owner("unknown", false);

    /** The JDK itself, in a thread of its own. */
    static final Owner JDK = new Owner("the JDK", true);

    /** Of the common fork-join pool, whoever it is that happens to use it first. */
    static final Owner EVERYBODY = new Owner("everybody", false);

    private final String className;
    private final boolean library;

    private Owner(String className, boolean library) {
        this.className = className;
        this.library = library;
    }

    static Owner application(String className) {
        return new Owner(className, false);
    }

    static Owner library(String className) {
        return new Owner(className, true);
    }

    String className() {
        return className;
    }

    /** Whether it belongs to a library that looks after it, so that a drain leaves it alone. */
    boolean isLibrary() {
        return library;
    }

    boolean isKnown() {
        return this != UNKNOWN;
    }
}
