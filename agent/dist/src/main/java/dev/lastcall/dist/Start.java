package dev.lastcall.dist;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.net.URISyntaxException;

/**
 * Starts the agent beside the application: what main must wait for is a set of names and a registration; the rest is
 * loaded on a daemon thread while the application boots. What must not be touched on either path, because applications
 * break or slow down: java.util.logging, NIO file systems, JMX, lambdas.
 */
public final class Start {

    private Start() {}

    public static void start(String arguments, Instrumentation instrumentation, ClassLoader loader) throws Exception {
        // Without reading any setting: only a JVM with a plan pays for one.
        PlanWords plan = PlanWords.find(
                arguments,
                System.getenv(),
                System.getProperties(),
                new File(jar().getParentFile(), Settled.BESIDE_THE_JAR));
        FirstLook look = new FirstLook(loader.getResourceAsStream("lastcall.points"), plan);
        Thread thread = new Thread(new Assembly(arguments, instrumentation, loader, look, jar()), FirstLook.LOADER);
        instrumentation.addTransformer(look, true);
        thread.setDaemon(true);
        thread.start();
    }

    private static File jar() throws URISyntaxException {
        return new File(
                Start.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
