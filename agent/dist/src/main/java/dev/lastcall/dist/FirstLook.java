package dev.lastcall.dist;

import dev.lastcall.weaver.Engine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.instrument.ClassFileTransformer;
import java.nio.charset.StandardCharsets;
import java.security.ProtectionDomain;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The transformer that the JVM calls for every class: one look-up of its simple name. It stands before the rest of the
 * agent is loaded; a class that has points waits here until it is, an executor of the JDK on the first line of main too.
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

    /** Of the JDK, and woven later: the way to the end of a small program must not lead past the whole agent. */
    private final Set<String> inEveryJvm = new HashSet<String>();

    private final CountDownLatch settled = new CountDownLatch(1);
    private volatile Engine engine;

    /**
     * Reads no more of the tables of points than the names of the classes.
     *
     * @param plan whether a plan file is to be read: it may name any class of the application, so these wait for it
     */
    FirstLook(InputStream points, boolean plan) throws IOException {
        this.planned = new CountDownLatch(plan ? 1 : 0);
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(points, StandardCharsets.UTF_8))) {
            boolean everywhere = false;
            for (String row = reader.readLine(); row != null; row = reader.readLine()) {
                if (row.startsWith("point")) {
                    String className = row.substring("point".length()).trim();
                    className = className.substring(0, className.indexOf(' '));
                    String simpleName = className.substring(className.lastIndexOf('.') + 1);
                    simpleNames.add(simpleName);
                    if (everywhere) {
                        inEveryJvm.add(simpleName);
                    }
                } else if (row.startsWith("line")) {
                    everywhere = false;
                } else if (row.startsWith("everywhere")) {
                    everywhere = true;
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
        boolean mayWait = !Thread.currentThread().getName().equals(LOADER);
        if (loader != null && planned.getCount() > 0 && mayWait) {
            await(planned);
        }
        String simpleName = internalName.substring(internalName.lastIndexOf('/') + 1);
        if (!simpleNames.contains(simpleName)) {
            return null;
        }
        if (engine == null && mayWait && (loader != null || !inEveryJvm.contains(simpleName))) {
            await(settled);
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
