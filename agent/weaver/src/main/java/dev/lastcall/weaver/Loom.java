package dev.lastcall.weaver;

import dev.lastcall.core.Core;
import java.util.ArrayList;
import java.util.List;

/**
 * Weaves one class at a time. ASM is loaded when it is first needed, and weaves a sample that needs all of it before
 * anything else. What fails is switched off. Thread-safe.
 */
final class Loom {

    private final Core core;
    private final AgentClasses agent;
    private final LookUp lookUp;
    private final Dispatcher dispatcher;
    private final List<LineRow> tableLines;

    private volatile Weave weave;
    private volatile boolean unusable;

    /** Whether this thread is weaving: what it loads meanwhile is its own tool and must not be woven. */
    private final ThreadLocal<Boolean> weaving = new ThreadLocal<Boolean>();

    Loom(Core core, AgentClasses agent, LookUp lookUp, Dispatcher dispatcher, List<LineRow> tableLines) {
        this.core = core;
        this.agent = agent;
        this.lookUp = lookUp;
        this.dispatcher = dispatcher;
        this.tableLines = tableLines;
    }

    /** The first use of a ThreadLocal loads classes: to be called outside of any class load. */
    void setUp() {
        weaving.set(null);
    }

    boolean isAtWorkHere() {
        return weaving.get() != null;
    }

    /**
     * The woven bytes, or null if the class is to be as it is: then everything has been said. Never throws.
     *
     * @param redefined the class, if it was loaded before, or null
     */
    byte[] weave(ClassLoader loader, String className, byte[] bytes, List<PointRow> points, Class<?> redefined) {
        weaving.set(true);
        try {
            List<PointRow> fitting = fitting(points, loader);
            if (fitting.isEmpty()) {
                new Decoys(tableLines, dispatcher).look(points, loader);
                return null;
            }
            if (!mayTag(redefined)) {
                fitting = withoutTags(fitting);
            }
            Weave ready = fitting.isEmpty() ? null : weave();
            if (ready == null) {
                return null;
            }
            byte[] woven = ready.weave(loader, bytes, fitting);
            own(fitting);
            return woven;
        } catch (Weave.MissingPoint missing) {
            dispatcher.switchOff(missing.point, missing);
            return missing.point.line.isDeclared() ? withoutMisfits(loader, className, bytes, redefined) : null;
        } catch (Throwable failure) {
            dispatcher.switchOff(points.get(0), failure);
            return null;
        } finally {
            weaving.remove();
        }
    }

    /** An entry of a plan that does not fit the class takes nothing else with it. Each turn leaves one line less. */
    private byte[] withoutMisfits(ClassLoader loader, String className, byte[] bytes, Class<?> redefined) {
        List<PointRow> left = lookUp.pointsOfClass(className);
        return left.isEmpty() ? null : weave(loader, className, bytes, left, redefined);
    }

    /** Without the points of lines that are for other versions of the library. */
    private static List<PointRow> fitting(List<PointRow> points, ClassLoader loader) {
        List<PointRow> fitting = new ArrayList<PointRow>(points.size());
        for (PointRow point : points) {
            if (point.line.isFor(loader)) {
                fitting.add(point);
            }
        }
        return fitting;
    }

    /** The JVM lets a class neither get nor lose an interface once it is loaded. */
    private static boolean mayTag(Class<?> redefined) {
        return redefined == null || LastCall.Tagged.class.isAssignableFrom(redefined);
    }

    private static List<PointRow> withoutTags(List<PointRow> points) {
        List<PointRow> left = new ArrayList<PointRow>(points.size());
        for (PointRow point : points) {
            if (!point.isTag()) {
                left.add(point);
            }
        }
        return left;
    }

    /** What the packages of a relocated copy make from now on is its own; so is what they have made, see the executors. */
    private void own(List<PointRow> points) {
        for (PointRow point : points) {
            if (point.line.isCopy()) {
                core.owners().add(point.line.owns);
            }
        }
    }

    /** Loads ASM. Null if it does not work in this JVM, which is said once. */
    Weave weave() {
        Weave existing = weave;
        if (existing == null && !unusable) {
            synchronized (this) {
                existing = weave;
                if (existing == null && !unusable) {
                    existing = prepare();
                    weave = existing;
                    unusable = existing == null;
                }
            }
        }
        return existing;
    }

    private Weave prepare() {
        try {
            Weave prepared = new Weave(dispatcher);
            prepared.weave(null, agent.bytesOf(Sample.class.getName()), Sample.points());
            return prepared;
        } catch (Throwable failure) {
            core.log().warn("no class can be woven: {}; the application runs without the agent", failure.toString());
            return null;
        }
    }
}
