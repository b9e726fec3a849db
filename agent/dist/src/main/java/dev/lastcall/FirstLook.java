package dev.lastcall;

import java.io.File;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.IllegalClassFormatException;
import java.security.ProtectionDomain;
import java.util.Collection;
import java.util.HashSet;
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
 * <p>The wait ends: what is waited for is told in a finally, and the loading thread needs no lock that a class load of the
 * application can hold: the JDK's loaders have one for each class. Where that is wrong, as with a system class loader of the
 * application's own that has one for all, the class is loaded as it is after ten seconds.
 */
public final class FirstLook implements ClassFileTransformer {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final long CALM_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** An application that starts loads more classes than this in that time, and a lot more than that. */
    private static final int FEW = 10;

    private static final int MOST_LOOKS = 50;

    /** A program that has fewer classes of its own may be over before the agent could be of use. */
    private static final int OF_A_SERVICE = 5;

    private static final long OCCASION_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** The thread that loads the agent; it must never wait for itself. */
    static final String LOADER = "lastcall-start";

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

    /** The agent is loaded. */
    public void settle(ClassFileTransformer loaded) {
        engine = loaded;
        happen(SETTLED);
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
        if (!has(OCCASION) && loader != null && shownOfApplication.incrementAndGet() == OF_A_SERVICE) {
            happen(OCCASION);
        }
        boolean mayWait = !Thread.currentThread().getName().equals(LOADER);
        String simpleName = internalName.substring(internalName.lastIndexOf('/') + 1);
        if (loader != null && mayWait && !has(PLANNED) && planWords.mayMean(simpleName)) {
            await(PLANNED);
        }
        if (!simpleNames.contains(simpleName)) {
            return null;
        }
        if (engine == null && mayWait && (loader != null || !inEveryJvm.contains(simpleName))) {
            await(SETTLED);
        }
        ClassFileTransformer ready = engine;
        return ready == null ? null : ready.transform(loader, internalName, redefined, domain, bytes);
    }

    private void await(int what) {
        happen(OCCASION);
        try {
            await(what, PATIENCE_NANOS);
        } catch (InterruptedException noLonger) {
            Thread.currentThread().interrupt();
        }
    }
}
