package dev.lastcall.dist;

import dev.lastcall.weaver.Engine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.instrument.ClassFileTransformer;
import java.nio.charset.StandardCharsets;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The transformer that the JVM calls for every class: one look-up of its simple name. It stands before the rest of the
 * agent is loaded; an application class that has points waits here until it is.
 *
 * <p>The wait ends: the latch is counted down in a finally, and the loading thread needs no lock that a class load of the
 * application can hold. Should that ever be wrong, the class is loaded as it is after {@value #PATIENCE_SECONDS} s.
 */
final class FirstLook implements ClassFileTransformer {

    private static final int PATIENCE_SECONDS = 10;

    /** The thread that loads the agent; it must never wait for itself. */
    static final String LOADER = "lastcall-start";

    private final CountDownLatch planned;

    /** Replaced once, when a plan file has been read that names classes of the application. */
    private volatile Set<String> simpleNames = new HashSet<String>();

    private final CountDownLatch settled = new CountDownLatch(1);
    private final List<String> early = new ArrayList<String>();
    private volatile Engine engine;

    /**
     * Reads no more of the tables of points than the names of the classes.
     *
     * @param plan whether a plan file is to be read: it may name any class of the application, so these wait for it
     */
    FirstLook(InputStream points, boolean plan) throws IOException {
        this.planned = new CountDownLatch(plan ? 1 : 0);
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(points, StandardCharsets.UTF_8))) {
            for (String row = reader.readLine(); row != null; row = reader.readLine()) {
                if (row.startsWith("point")) {
                    String className = row.substring("point".length()).trim();
                    className = className.substring(0, className.indexOf(' '));
                    simpleNames.add(className.substring(className.lastIndexOf('.') + 1));
                }
            }
        }
    }

    /** The plan file, if there is one, has been read as far as these names; more may follow. */
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

    /** The agent is loaded. */
    void settle(Engine loaded) {
        synchronized (early) { // so that a class is either kept here or shown to the engine
            engine = loaded;
        }
        settled.countDown();
        for (String internalName : early) {
            loaded.weave(null, internalName, null);
        }
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
        if (loader != null
                && planned.getCount() > 0
                && !Thread.currentThread().getName().equals(LOADER)) {
            await(planned);
        }
        if (!simpleNames.contains(internalName.substring(internalName.lastIndexOf('/') + 1))) {
            return null;
        }
        if (engine == null) {
            if (loader == null) { // classes of the JDK are woven later in any case
                synchronized (early) {
                    if (engine == null) {
                        early.add(internalName);
                        return null;
                    }
                }
            } else {
                await(settled);
            }
        }
        Engine ready = engine;
        return ready == null ? null : ready.weave(loader, internalName, bytes);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException noLonger) {
            Thread.currentThread().interrupt();
        }
    }
}
