package dev.lastcall.weaver;

import dev.lastcall.core.Core;
import dev.lastcall.core.Privileged;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Decides which classes are woven, and when: as they are loaded, from the first one on that has a point.
 *
 * <p>Classes of the JDK are woven when they are loaded, too, so that no executor is older than the weave. The few that
 * were loaded before the agent are redefined, once something was met. While one is the JVM itself may call {@code
 * Module.implAddReads}, which loads a class, which calls the transformer: what that needs must be there by then, or it
 * fails with a ClassCircularityError, for good.
 */
public final class Engine implements ClassFileTransformer, Core.DrainListener {

    private static final long WEAVE_AT_MOST_MILLIS = 2000;

    private final Core core;
    private final Instrumentation instrumentation;
    private final LookUp lookUp;
    private final List<PointRow> jdkPoints = new ArrayList<PointRow>();
    private final Set<String> jdkClasses = new HashSet<String>();

    /** Classes that a plan file names: they may have been loaded before the agent. */
    private final Set<String> declared = new HashSet<String>();

    private final Dispatcher dispatcher;
    private final Lines lines;
    private final Loom loom;
    private final CountDownLatch met = new CountDownLatch(1);
    private final CountDownLatch ready = new CountDownLatch(1);

    /** Classes of the application's loader that were woven before main. */
    private final Set<String> wovenBeforeMain = new HashSet<String>();

    /** Classes of the JDK that were woven when they were loaded. */
    private final Set<String> wovenAtLoad = Collections.newSetFromMap(new ConcurrentHashMap<String, Boolean>());

    private Engine(Core core, PointTable table, AgentClasses agent, Instrumentation instrumentation, Modules modules) {
        this.core = core;
        this.instrumentation = instrumentation;
        this.lines = new Lines(core, agent, modules);
        this.dispatcher = new Dispatcher(core, lines);
        List<PointRow> enabled = new ArrayList<PointRow>();
        for (PointRow point : table.points) {
            if (!point.line.off) {
                enabled.add(point);
                if (point.line.isDeclared()) {
                    declared.add(point.className);
                }
                if (point.className.startsWith("java.") || point.className.startsWith("sun.misc.")) {
                    jdkPoints.add(point);
                    jdkClasses.add(point.className);
                }
            }
        }
        this.lookUp = new LookUp(enabled);
        this.loom = new Loom(core, agent, lookUp, dispatcher, table.lines);
    }

    /** Builds the engine; weaves nothing yet. */
    public static Engine create(
            Core core, PointTable table, AgentClasses agent, Instrumentation instrumentation, Modules modules) {
        return new Engine(core, table, agent, instrumentation, modules);
    }

    /** Takes the bridge: from now on {@link #transform} may be called. */
    public void start() {
        loom.setUp();
        dispatcher.install();
        core.vigil().connect(dispatcher);
        core.wayOut().connect(dispatcher);
        core.gate().beforeItCloses(core.vigil());
        core.onDrain(this);
    }

    @Override
    public void drainBegins() {
        awaitWarm();
        dispatcher.listenToStirs(true);
        lines.adopt();
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
            meet(lookUp.pointsOfClass(loaded.getName()));
        }
        met.await();
    }

    /**
     * The libraries of classes that were loaded before the agent came, and so are not woven: what they have opened is not
     * known. In a JVM that starts with the agent there are none.
     *
     * @param before what was loaded before this engine could weave anything
     */
    public List<String> linesAmong(Class<?>[] before) {
        Set<String> names = new TreeSet<String>();
        for (Class<?> loaded : before) {
            for (PointRow point : lookUp.pointsOfClass(loaded.getName())) {
                ClassLoader loader = loaded.getClassLoader();
                if (loader != null
                        && !wovenBeforeMain.contains(loaded.getName())
                        && !point.line.isDeclared()
                        && point.line.isFor(loader)) {
                    names.add(point.line.name);
                }
            }
        }
        return new ArrayList<String>(names);
    }

    /**
     * Weaves classes that the JVM has loaded before any agent, from an ahead-of-time cache. Main waits for it, so there is no
     * object of theirs yet; only the field of a tagged class is missing, and what it would hold is kept in a table.
     */
    public void weaveOlderThanMain(Collection<Class<?>> classes) {
        for (Class<?> older : classes) {
            if (lookUp.pointsOfClass(older.getName()).isEmpty() || loom.weave() == null) {
                continue;
            }
            try {
                instrumentation.retransformClasses(older);
                wovenBeforeMain.add(older.getName());
            } catch (Throwable refused) { // then its library counts as older than the agent, which is said
                core.debug("weaving " + older.getName(), refused);
            }
        }
    }

    private void meet(List<PointRow> points) {
        for (PointRow point : points) {
            if (!point.line.everywhere.contains(point.className)) {
                met.countDown();
            }
        }
    }

    /** The agent could not start: what is woven already passes nothing on from now on. */
    public void stop() {
        dispatcher.uninstall();
    }

    /**
     * Loads ASM, weaves something with it once, and then the classes of the JDK that have points, whether any was met or not.
     *
     * @param letGo those that were shown before there was an engine: some may still be about to be loaded
     */
    public void warm(Collection<String> letGo) throws Throwable {
        met.countDown();
        try {
            weaveJdk(letGo);
        } finally {
            ready.countDown();
        }
    }

    /**
     * A drain in the first moments of a JVM waits until executors that exist already can be found; before anything was
     * met there are none. It is never begun by a thread that weaves, and the count is made down whatever happens, so this
     * ends.
     */
    private void awaitWarm() {
        if (met.getCount() > 0) {
            return;
        }
        try {
            ready.await(WEAVE_AT_MOST_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException cannotWait) {
            Thread.currentThread().interrupt();
        }
    }

    /** Loads what a drain may need, and says what was held back until now. */
    @Override
    public void armed() {
        dispatcher.armed();
        lines.preload();
        loadJdkClasses(jdkClasses);
    }

    /** Those that a drain is the first to touch, and the JVM's end: they are woven now, when nobody waits. */
    private void loadJdkClasses(Collection<String> names) {
        for (String name : names) {
            try {
                Class.forName(name, false, null);
            } catch (ClassNotFoundException | LinkageError notHere) {
                core.debug("loading " + name, notHere); // such as one of a later JDK
            }
        }
    }

    private void weaveJdk(Collection<String> letGo) throws Throwable {
        if (loom.weave() == null) {
            return;
        }
        loadJdkClasses(letGo); // waits for those whose loading has not ended, else they would not be in the list
        Set<String> loaded = new HashSet<String>();
        List<Class<?>> older = new ArrayList<Class<?>>();
        for (Class<?> each : instrumentation.getAllLoadedClasses()) {
            String name = each.getName();
            if (each.getClassLoader() == null && jdkClasses.contains(name)) {
                loaded.add(name);
                if (!wovenAtLoad.contains(name) && instrumentation.isModifiableClass(each)) {
                    older.add(each);
                }
            }
        }
        if (!older.isEmpty()) {
            instrumentation.retransformClasses(older.toArray(new Class<?>[0]));
        }
        for (PointRow point : jdkPoints) {
            if (loaded.contains(point.className) && !point.line.off && !point.isStir()) {
                try {
                    lines.bindBoot(point);
                } catch (Throwable failure) {
                    dispatcher.switchOff(point, failure);
                }
            }
        }
        if (!declared.isEmpty()) {
            weaveDeclared();
        }
        lines.adopt();
    }

    /** Classes that were woven when they were loaded are woven again, from the same bytes: that changes nothing. */
    private void weaveDeclared() {
        for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
            if (declared.contains(loaded.getName()) && instrumentation.isModifiableClass(loaded)) {
                try {
                    instrumentation.retransformClasses(loaded);
                } catch (Throwable refused) { // another agent's transformer may have failed on it
                    core.log().warn("{} is not woven anew: {}", loaded.getName(), refused.toString());
                }
            }
        }
    }

    /** The class is loaded on behalf of the application, and woven on that of the agent. */
    private byte[] weave(
            final ClassLoader loader,
            final String className,
            final byte[] bytes,
            final List<PointRow> points,
            final Class<?> redefined)
            throws Exception {
        return Privileged.call(new Callable<byte[]>() {
            @Override
            public byte[] call() {
                return loom.weave(loader, className, bytes, points, redefined);
            }
        });
    }

    /**
     * The woven bytes of a class that is being loaded, or null if it is to be loaded as it is. Never throws.
     *
     * @param redefined the class, if it was loaded before and is woven anew, or null
     */
    @Override
    public byte[] transform(
            ClassLoader loader, String internalName, Class<?> redefined, ProtectionDomain domain, byte[] bytes) {
        try {
            List<PointRow> points = lookUp.pointsOf(internalName);
            meet(points);
            // Until something was met, only what every JVM has can have come, and a small program is spared its
            // weaving.
            if (points.isEmpty() || met.getCount() > 0 || loom.isAtWorkHere()) {
                return null;
            }
            String className = internalName.replace('/', '.');
            byte[] woven = weave(loader, className, bytes, points, redefined);
            if (loader == null && woven != null) {
                wovenAtLoad.add(className);
            }
            return woven;
        } catch (Throwable failure) {
            return null;
        }
    }
}
