package dev.lastcall.weaver;

import dev.lastcall.core.Core;
import java.io.Reader;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Weaves classes as they are loaded. ASM is loaded by the first class that has a point, or by {@link #warm}, whichever
 * comes first.
 *
 * <p>Classes of the JDK wait until the engine is warm. While one is woven the JVM itself may call {@code
 * Module.implAddReads}, which loads a class, which calls the transformer: what that needs must be there by then, or it
 * fails with a ClassCircularityError, for good.
 */
public final class Engine {

    private final Core core;
    private final AgentClasses agent;
    private final Instrumentation instrumentation;
    private final LookUp lookUp;
    private final List<PointRow> jdkPoints = new ArrayList<PointRow>();
    private final Dispatcher dispatcher;
    private final Lines lines;
    private final CountDownLatch met = new CountDownLatch(1);
    private volatile boolean warm;
    private volatile Weave weave;

    /** Whether this thread is weaving: what it loads meanwhile is its own tool and must not be woven. */
    private final ThreadLocal<Boolean> weaving = new ThreadLocal<Boolean>();

    private Engine(Core core, PointTable table, AgentClasses agent, Instrumentation instrumentation, Modules modules) {
        this.core = core;
        this.agent = agent;
        this.instrumentation = instrumentation;
        this.lines = new Lines(core, agent, modules);
        this.dispatcher = new Dispatcher(core, lines);
        List<PointRow> enabled = new ArrayList<PointRow>();
        for (PointRow point : table.points) {
            if (!point.line.off) {
                enabled.add(point);
                if (point.className.startsWith("java.") || point.className.startsWith("sun.misc.")) {
                    jdkPoints.add(point);
                }
            }
        }
        this.lookUp = new LookUp(enabled);
    }

    /** Builds the engine; weaves nothing yet. */
    public static Engine create(
            Core core, Tables tables, AgentClasses agent, Instrumentation instrumentation, Modules modules) {
        return new Engine(core, tables.table(), agent, instrumentation, modules);
    }

    /** Takes the bridge: from now on {@link #weave} may be called. */
    public void start() {
        weaving.set(null); // the first use of a ThreadLocal loads classes: here, not inside a class load
        dispatcher.install();
        core.onDrain(new Core.DrainListener() {
            @Override
            public void drainBegins() {
                dispatcher.listenToStirs(true);
                lines.adopt();
            }
        });
    }

    /**
     * Waits until a class with points is loaded, of a library or of the JDK: nothing that a drain knows of can have begun
     * before. Classes that every JVM has do not count.
     *
     * <p>None is missed: what is loaded after the transformer was registered is shown to {@link #weave}, which counts down;
     * what was loaded before is in the list, which is read later.
     */
    public void awaitFirstMet() throws InterruptedException {
        for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
            if (loaded.getClassLoader() == null) {
                meet(lookUp.pointsOf(loaded.getName().replace('.', '/')));
            }
        }
        met.await();
    }

    private void meet(List<PointRow> points) {
        for (PointRow point : points) {
            if (!point.line.inEveryJvm) {
                met.countDown();
            }
        }
    }

    /** The agent could not start: what is woven already passes nothing on from now on. */
    public void stop() {
        dispatcher.uninstall();
    }

    /** Loads ASM, weaves something with it once, and then the classes of the JDK that have points. */
    public void warm() throws Throwable {
        weave().weave(agent.bytesOf(Sample.class.getName()), Sample.points());
        List<Class<?>> targets = new ArrayList<Class<?>>();
        for (PointRow point : jdkPoints) {
            Class<?> target = Class.forName(point.className, false, null);
            if (!targets.contains(target) && instrumentation.isModifiableClass(target)) {
                targets.add(target);
            }
        }
        warm = true;
        if (!targets.isEmpty()) {
            instrumentation.retransformClasses(targets.toArray(new Class<?>[0]));
        }
        for (PointRow point : jdkPoints) {
            if (!point.line.off && !point.isStir()) {
                try {
                    lines.bindBoot(point);
                } catch (Throwable failure) {
                    dispatcher.switchOff(point, failure);
                }
            }
        }
        lines.adopt();
    }

    /** The woven bytes of a class that is being loaded, or null if it is to be loaded as it is. Never throws. */
    public byte[] weave(ClassLoader loader, String internalName, byte[] bytes) {
        try {
            List<PointRow> points = lookUp.pointsOf(internalName);
            meet(points);
            if (points.isEmpty() || loader == null && !warm || weaving.get() != null) {
                return null;
            }
            return weaveGuarded(loader, bytes, points);
        } catch (Throwable failure) {
            return null;
        }
    }

    private byte[] weaveGuarded(ClassLoader loader, byte[] bytes, List<PointRow> points) {
        weaving.set(true);
        try {
            List<PointRow> fitting = fitting(points, loader);
            return fitting.isEmpty() ? null : weave().weave(bytes, fitting);
        } catch (Weave.MissingPoint missing) {
            dispatcher.switchOff(missing.point, missing);
            return null;
        } catch (Throwable failure) {
            dispatcher.switchOff(points.get(0), failure);
            return null;
        } finally {
            weaving.remove();
        }
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

    private Weave weave() {
        Weave existing = weave;
        if (existing == null) {
            synchronized (this) {
                existing = weave;
                if (existing == null) {
                    existing = new Weave(dispatcher);
                    weave = existing;
                }
            }
        }
        return existing;
    }

    /** The tables of points, read before there is a core to weave for: they say which classes libraries own. */
    public static final class Tables {
        private final PointTable table;

        private Tables(PointTable table) {
            this.table = table;
        }

        public static Tables read(Reader text) throws java.io.IOException {
            return new Tables(PointTable.read(text));
        }

        public List<String> owned() {
            return table.owned;
        }

        public List<String> lines() {
            List<String> names = new ArrayList<String>();
            for (LineRow line : table.lines) {
                names.add(line.name);
            }
            return names;
        }

        /** Leaves a line out. */
        public void switchOff(String name) {
            for (LineRow line : table.lines) {
                if (line.name.equals(name)) {
                    line.off = true;
                }
            }
        }

        PointTable table() {
            return table;
        }
    }
}
