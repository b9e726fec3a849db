package dev.lastcall.dist;

import dev.lastcall.weaver.Engine;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * The transformer that the JVM calls for every class: one look-up of its simple name. It stands before the rest of the
 * agent is loaded; a class that has points waits here until it is, an executor of the JDK on the first line of main too.
 *
 * <p>The wait ends: the latch is counted down in a finally, and the loading thread needs no lock that a class load of the
 * application can hold. Should that ever be wrong, the class is loaded as it is after {@value #PATIENCE_SECONDS} s.
 */
final class FirstLook implements ClassFileTransformer {

    private static final int PATIENCE_SECONDS = 10;

    private static final long CALM_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** An application that starts loads more classes than this in that time, and a lot more than that. */
    private static final int FEW = 10;

    private static final int MOST_LOOKS = 50;

    /** A program that has fewer classes of its own may be over before the agent could be of use. */
    private static final int OF_A_SERVICE = 5;

    private static final int OCCASION_MILLIS = 100;

    /** The thread that loads the agent; it must never wait for itself. */
    static final String LOADER = "lastcall-start";

    private final CountDownLatch occasion = new CountDownLatch(1);
    private final CountDownLatch planned;

    /** What the plan file may mean, or null if there is none. */
    private final PlanWords planWords;

    /** Replaced once, when a plan file has been read that names classes of the application. */
    private volatile Set<String> simpleNames = new HashSet<String>();

    /** Of the JDK, and woven later: the way to the end of a small program must not lead past the whole agent. */
    private final Set<String> inEveryJvm = new HashSet<String>();

    private final AtomicInteger shown = new AtomicInteger();
    private final AtomicInteger shownOfApplication = new AtomicInteger();
    private final CountDownLatch settled = new CountDownLatch(1);
    private volatile Engine engine;

    /**
     * Reads no more of the tables of points than the names of the classes.
     *
     * @param names a row for each class: what it is to the tables, and its simple name
     * @param planWords what the plan file may mean, or null if there is none: classes that it may mean wait for it
     */
    FirstLook(String names, PlanWords planWords) {
        this.planWords = planWords;
        this.planned = new CountDownLatch(planWords == null ? 0 : 1);
        for (String row : names.split("\n")) {
            (row.startsWith("everywhere") ? inEveryJvm : simpleNames).add(row.substring(row.indexOf(' ') + 1));
        }
    }

    /**
     * Waits until a class has points, or the application has more classes than the smallest programs, or some time has
     * passed: a program that is over by then pays for none of what is loaded next.
     */
    void awaitOccasion() throws InterruptedException {
        if (planWords == null) {
            occasion.await(OCCASION_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** The plan file, if there is one, has been read; these are the classes that it names. */
    void planned(Collection<String> classNames) {
        if (!classNames.isEmpty()) {
            Set<String> more = new HashSet<String>(simpleNames);
            for (String className : classNames) {
                more.add(className.substring(className.lastIndexOf('.') + 1));
            }
            simpleNames = more;
        }
        planned.countDown();
    }

    /** Waits until hardly any class is loaded any more, but for 5 s at most: the application's start has its fill. */
    void awaitCalm() {
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
    void settle(Engine loaded) {
        engine = loaded;
        settled.countDown();
    }

    /** The agent is off, or could not be loaded; nothing will be woven. */
    void giveUp() {
        planned.countDown();
        settled.countDown();
    }

    @Override
    public byte[] transform(
            ClassLoader loader, String internalName, Class<?> redefined, ProtectionDomain domain, byte[] bytes) {
        if (internalName == null) { // a hidden class
            return null;
        }
        shown.incrementAndGet();
        if (occasion.getCount() > 0
                && loader != null
                && loader != FirstLook.class.getClassLoader()
                && shownOfApplication.incrementAndGet() == OF_A_SERVICE) {
            occasion.countDown();
        }
        boolean mayWait = !Thread.currentThread().getName().equals(LOADER);
        String simpleName = internalName.substring(internalName.lastIndexOf('/') + 1);
        if (loader != null && mayWait && planned.getCount() > 0 && planWords.mayMean(simpleName)) {
            await(planned);
        }
        if (!simpleNames.contains(simpleName)) {
            return null;
        }
        if (engine == null && mayWait && (loader != null || !inEveryJvm.contains(simpleName))) {
            await(settled);
        }
        Engine ready = engine;
        return ready == null ? null : ready.weave(loader, internalName, redefined, bytes);
    }

    private void await(CountDownLatch latch) {
        occasion.countDown();
        try {
            latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException noLonger) {
            Thread.currentThread().interrupt();
        }
    }
}
