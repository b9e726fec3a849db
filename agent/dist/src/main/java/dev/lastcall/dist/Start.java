package dev.lastcall.dist;

import java.lang.instrument.Instrumentation;

/**
 * Starts the agent beside the application: what main must wait for is a set of names and a registration; the rest is
 * loaded on a daemon thread while the application boots. What must not be touched on either path, because applications
 * break or slow down: java.util.logging, NIO file systems, JMX, lambdas.
 */
public final class Start {

    private Start() {}

    public static void start(String arguments, Instrumentation instrumentation, ClassLoader loader) throws Exception {
        FirstLook look = new FirstLook(loader.getResourceAsStream("lastcall.points"));
        instrumentation.addTransformer(look, true);
        Thread thread = new Thread(new Assembly(arguments, instrumentation, loader, look), "lastcall-start");
        thread.setDaemon(true);
        thread.start();
    }
}
