package dev.lastcall;

import java.io.File;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.IllegalClassFormatException;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * The transformer that the JVM calls for every class: one look-up of its simple name. It stands before the rest of the
 * agent is loaded; a class that has points waits here until it is, an executor of the JDK on the first line of main too.
 *
 * <p>The wait ends: what is waited for is told in a finally, and the loading thread should need nothing that a class load of
 * the application can hold: the JDK's loaders have a lock for each class, and no class that the start initialises leads to
 * one with points, which is tested. Where that is wrong, the loading thread waits for a thread that waits for it, and so no
 * longer comes on. A class of the JDK is then loaded as it is, and nothing is missed: its name is kept, it is woven as soon
 * as that can be, and executors made until then are found by their threads. To be wrong about a thread that is only slow costs
 * that a signal is not heard as early. A class of the application cannot be made good like that; it waits as little only for a thread that is seen to be
 * blocked, as by a system class loader of the application's own that has one lock for all, and else for ten seconds.
 */
public final class FirstLook implements ClassFileTransformer {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** Ten times what a start takes in all: who loads no class in this time waits for something. */
    private static final long STANDSTILL_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(25);

    private static final int UNKNOWN = -1;

    private static final long CALM_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** An application that starts loads more classes than this in that time, and a lot more than that. */
    private static final int FEW = 10;

    private static final int MOST_LOOKS = 50;

    /** A program that has fewer classes of its own may be over before the agent could be of use. */
    private static final int OF_A_SERVICE = 5;

    private static final long OCCASION_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** What is waited for: that there is an occasion to load the agent, that its plan is read, that it is there or given up. */
    private static final int OCCASION = 1;

    private static final int PLANNED = 2;
    private static final int SETTLED = 4;

    private static volatile FirstLook ofThisJvm;

    /** Written by {@link #happen} alone. A monitor: the JDK's latches are ten classes that a small program is spared. */
    private volatile int happened;

    /** What the plan file may mean, or null if there is none. */
    private final PlanWords planWords;

    /** Replaced once, when a plan file has been read that names classes of the application. */
    private volatile Set<String> simpleNames = words(Names.OF_CLASSES);

    /** Of the JDK, and woven later: the way to the end of a small program must not lead past the whole agent. */
    private final Set<String> inEveryJvm = words(Names.IN_EVERY_JVM);

    private final AtomicInteger shown = new AtomicInteger();
    private final AtomicInteger shownOfApplication = new AtomicInteger();
    private volatile ClassFileTransformer engine;

    /** The thread that loads the agent; it must never wait for itself. */
    private volatile Thread loading;

    /** How many classes it has been shown: written by it alone. */
    private volatile int progress;

    /** The progress at which it was found to stand still: who comes later need not find that out again. */
    private volatile int stuckAt = UNKNOWN;

    /** Written before the loading thread is started. */
    private List<Class<?>> olderThanMain = new ArrayList<Class<?>>();

    /** Classes of the JDK that were let go unwoven since the transformer stands. Guarded by itself. */
    private final Set<String> letGo = new HashSet<String>();

    /**
     * Knows no more of the tables of points than the names of the classes. Classes that the plan file may mean wait for it.
     *
     * @param arguments what follows {@code -javaagent:….jar=}, or null
     * @param beside the file that is the plan if none is named
     */
    static FirstLook create(String arguments, File beside) {
        ofThisJvm = new FirstLook(planWords(arguments, System.getenv(), System.getProperties(), beside));
        return ofThisJvm;
    }

    private FirstLook(PlanWords planWords) {
        this.planWords = planWords;
        if (planWords == null) {
            happen(PLANNED);
        }
    }

    /** To be told before the transformer stands. */
    void loadedBy(Thread thread) {
        loading = thread;
    }

    /**
     * Looks for classes with points that a JVM with an ahead-of-time cache has loaded for the application's loader before any
     * agent, and so has not shown. To be called before main, with the transformer registered: what comes later is shown.
     */
    void findOlderThanMain(Instrumentation instrumentation) {
        for (Class<?> loaded : instrumentation.getInitiatedClasses(ClassLoader.getSystemClassLoader())) {
            String name = loaded.getName();
            String simpleName = name.substring(name.lastIndexOf('.') + 1);
            if (loaded.getClassLoader() != null
                    && (simpleNames.contains(simpleName) || planWords != null && planWords.mayMean(simpleName))) {
                olderThanMain.add(loaded);
            }
        }
    }

    /** Main waits for these: no object of theirs is older than their weave. */
    void awaitOlderThanMain() throws InterruptedException {
        if (!olderThanMain.isEmpty()) {
            happen(OCCASION);
            await(SETTLED, PATIENCE_NANOS);
        }
    }

    public List<Class<?>> olderThanMain() {
        return olderThanMain;
    }

    /** The one that main has waited for. */
    public static FirstLook ofThisJvm() {
        return ofThisJvm;
    }

    /** Null if there is no plan; only a JVM that has one loads the class and reads settings. */
    static PlanWords planWords(String arguments, Map<String, String> environment, Properties properties, File beside) {
        boolean planned = arguments != null && arguments.contains(PlanWords.ARGUMENT)
                || properties.getProperty(PlanWords.PROPERTY) != null
                || environment.get(PlanWords.VARIABLE) != null
                || beside.exists();
        return planned ? PlanWords.of(arguments, environment, properties, beside) : null;
    }

    private static Set<String> words(String lines) {
        Set<String> words = new HashSet<String>();
        int from = 0;
        for (int end = lines.indexOf('\n'); end >= 0; end = lines.indexOf('\n', from)) {
            words.add(lines.substring(from, end));
            from = end + 1;
        }
        return words;
    }

    /**
     * Waits until a class has points, or the application has more classes than the smallest programs, or some time has
     * passed: a program that is over by then pays for none of what is loaded next.
     */
    void awaitOccasion() throws InterruptedException {
        if (planWords == null) {
            await(OCCASION, OCCASION_NANOS);
        }
    }

    private boolean has(int what) {
        return (happened & what) != 0;
    }

    private synchronized void happen(int what) {
        happened |= what;
        notifyAll();
    }

    /** Misses nothing: what happens is written, and told to those who wait, under the lock under which they look. */
    private synchronized void await(int what, long nanos) throws InterruptedException {
        long begin = System.nanoTime();
        for (long left = nanos; left > 0 && !has(what); left = nanos - (System.nanoTime() - begin)) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    /** The plan file, if there is one, has been read; these are the classes that it names. */
    public void planned(Collection<String> classNames) {
        if (!classNames.isEmpty()) {
            Set<String> more = new HashSet<String>(simpleNames);
            for (String className : classNames) {
                more.add(className.substring(className.lastIndexOf('.') + 1));
            }
            simpleNames = more;
        }
        happen(PLANNED);
    }

    /** Waits until hardly any class is loaded any more, but for 5 s at most: the application's start has its fill. */
    public void awaitCalm() {
        int before = shown.get();
        for (int look = 0; look < MOST_LOOKS; look++) {
            LockSupport.parkNanos(this, CALM_NANOS);
            int now = shown.get();
            if (now - before < FEW) {
                return;
            }
            before = now;
        }
    }

    /** The agent is loaded and weaves from now on; who waits for it waits on, until {@link #settle}. */
    public void weaveWith(ClassFileTransformer loaded) {
        engine = loaded;
    }

    /** Nobody need wait any more. */
    public void settle() {
        happen(SETTLED);
    }

    /**
     * Classes of the JDK that may have come before there was an engine, though after the transformer. None is missing: a name
     * is added before the engine is looked for once more, and this is read after the engine was written.
     */
    public Collection<String> letGo() {
        synchronized (letGo) {
            return new HashSet<String>(letGo);
        }
    }

    /** The agent is off, or could not be loaded; nothing will be woven. */
    void giveUp() {
        happen(PLANNED | SETTLED);
    }

    @Override
    public byte[] transform(
            ClassLoader loader, String internalName, Class<?> redefined, ProtectionDomain domain, byte[] bytes)
            throws IllegalClassFormatException {
        if (internalName == null) { // a hidden class
            return null;
        }
        shown.incrementAndGet();
        boolean mayWait = Thread.currentThread() != loading;
        if (!mayWait) {
            progress++;
        }
        if (!has(OCCASION) && loader != null && shownOfApplication.incrementAndGet() == OF_A_SERVICE) {
            happen(OCCASION);
        }
        String simpleName = internalName.substring(internalName.lastIndexOf('/') + 1);
        if (loader != null && mayWait && !has(PLANNED) && planWords.mayMean(simpleName)) {
            await(PLANNED, false);
        }
        if (!simpleNames.contains(simpleName)) {
            return null;
        }
        boolean ofTheJdk = loader == null;
        if (engine == null && mayWait && !(ofTheJdk && inEveryJvm.contains(simpleName))) {
            await(SETTLED, ofTheJdk);
        }
        if (engine == null && ofTheJdk) {
            synchronized (letGo) {
                letGo.add(internalName.replace('/', '.'));
            }
        }
        ClassFileTransformer ready = engine;
        return ready == null ? null : ready.transform(loader, internalName, redefined, domain, bytes);
    }

    /** @param mayComeLate whether nothing is lost when the class is woven after it was loaded */
    private void await(int what, boolean mayComeLate) {
        happen(OCCASION);
        long begin = System.nanoTime();
        long since = begin;
        int before = progress;
        try {
            for (long now = begin; !has(what) && now - begin < PATIENCE_NANOS; now = System.nanoTime()) {
                int reached = progress;
                if (reached != before) {
                    before = reached;
                    since = now;
                } else if (stuckAt == reached || now - since >= STANDSTILL_NANOS) {
                    if (mayComeLate || loading.getState() == Thread.State.BLOCKED) {
                        stuckAt = reached;
                        return;
                    }
                }
                await(what, LOOK_NANOS);
            }
        } catch (InterruptedException noLonger) {
            Thread.currentThread().interrupt();
        }
    }
}
