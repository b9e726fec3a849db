package java.lang;

/**
 * The one class that woven code calls. At run time it lives in the boot loader, in {@code java.lang}, because every class
 * loader, however it filters, must delegate that package. It holds no logic: the agent extends it and installs itself.
 *
 * <p>Thread-safe. A call costs a null check while no agent is installed, and again after the agent has failed.
 */
public abstract class LastCall {

    /**
     * How many points can have a target of their own: those with the lowest numbers. For a point that every request reaches
     * it is nearer, and the compiler sees at each place which code is behind it.
     */
    public static final int TARGETS = 64;

    /** Read without a fence: a target that is replaced may be reached a little longer. None is null once a class is woven. */
    private static final Target[] targets = new Target[TARGETS];

    private static volatile LastCall agent;

    /** Whether points are reached that sleep while the gate is open; see {@link #reachedGated}. */
    private static volatile boolean awake;

    /** True while a drain listens for the ends of work that nothing counts otherwise; see {@link #stir}. */
    private static volatile boolean listening;

    protected LastCall() {}

    /**
     * A woven point was reached.
     *
     * @param woven the class that was woven, which says whose code this is, or null if the key is an object of it
     * @param point the number the weaver issued for this point of this class
     * @param key what the point is about: the request, the server, the pool
     * @param detail what else the point passes on, or null
     * @return null for the method to run (its result to stand); anything else to skip it and return this instead, where
     *     {@link #SKIP} stands for no value
     */
    public static Object reached(Class<?> woven, int point, Object key, Object detail) {
        LastCall installed = agent;
        return installed == null ? null : installed.onReached(woven, point, key, detail);
    }

    /** The typed code behind a point, or what stands for it until that is known. */
    public abstract static class Target {
        /** As {@link LastCall#reached}. */
        public abstract Object reached(Class<?> woven, int point, Object key, Object detail);
    }

    /**
     * What is woven into a class whose objects works are known by: a place where the agent keeps what it knows of each, so
     * that it need not look for that in a table. A class that was loaded before the agent came has none.
     *
     * <p>What is kept is seen by every thread that looks, and lives as long as the object.
     */
    public interface Tagged {
        /** What was kept last, or null. */
        Object lastCallTag();

        void lastCallTag(Object tag);
    }

    /** What to call instead of {@link #reached} when the point of this number, less than {@link #TARGETS}, was reached. */
    public static Target target(int point) {
        return targets[point];
    }

    /** As {@link #reached}, for a point with nothing to do while the gate is open: then it costs one volatile read. */
    public static Object reachedGated(Class<?> woven, int point, Object key, Object detail) {
        return awake ? reached(woven, point, key, detail) : null;
    }

    /** The same where the key is an object of the woven class, which need not be named then: less code in the method. */
    public static Object reachedGated(int point, Object key, Object detail) {
        return awake ? reached(null, point, key, detail) : null;
    }

    /** Work may just have ended on a hot path where nobody counts: one volatile read unless a drain listens. */
    public static void stir() {
        if (listening) {
            LastCall installed = agent;
            if (installed != null) {
                installed.onStir();
            }
        }
    }

    /** Returned by {@link #reached} to skip a method that returns nothing, or to return null, zero or false. */
    public static final Object SKIP = new Object();

    protected abstract Object onReached(Class<?> woven, int point, Object key, Object detail);

    protected abstract Object onFailed(int point, Throwable failure);

    protected abstract void onStir();

    /** The code behind a point has thrown; what is returned is for the woven code. */
    protected static Object failed(int point, Throwable failure) {
        LastCall installed = agent;
        return installed == null ? null : installed.onFailed(point, failure);
    }

    protected static void target(int point, Target newTarget) {
        targets[point] = newTarget;
    }

    /** Installs the agent; null takes it out, and the application runs as if it had never been there. */
    protected static void install(LastCall newAgent) {
        agent = newAgent;
    }

    /** What {@code Runtime.exit} does, past the security manager: the JVM itself asks none when it is told to end. */
    protected static void exitUnasked(int status) {
        Shutdown.exit(status);
    }

    /** What {@code Runtime.halt} does, past the security manager. */
    protected static void haltUnasked(int status) {
        try {
            Shutdown.beforeHalt();
        } catch (LinkageError notIn) {
            // older updates of Java 8
        }
        Shutdown.halt(status);
    }

    protected static LastCall installed() {
        return agent;
    }

    /** True, at the latest, when the gate is about to be no longer open. */
    protected static void awake(boolean on) {
        awake = on;
    }

    protected static void listen(boolean on) {
        listening = on;
    }
}
