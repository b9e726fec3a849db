package dev.lastcall.dist;

import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;

/**
 * Starts the agent beside the application: what main must wait for is a set of names and a registration; the rest is
 * loaded on a daemon thread while the application boots, if it lasts. What must not be touched on either path, because applications
 * break or slow down: java.util.logging, NIO file systems, JMX, lambdas.
 */
public final class Start implements Runnable {

    private final String arguments;
    private final Instrumentation instrumentation;
    private final ClassLoader loader;
    private final FirstLook look;
    private final File jar;

    private Start(String arguments, Instrumentation instrumentation, ClassLoader loader, FirstLook look, File jar) {
        this.arguments = arguments;
        this.instrumentation = instrumentation;
        this.loader = loader;
        this.look = look;
        this.jar = jar;
    }

    public static void start(String arguments, Instrumentation instrumentation) throws IOException, URISyntaxException {
        ClassLoader loader = Start.class.getClassLoader();
        File jar = jar();
        // Without reading any setting: only a JVM with a plan pays for one.
        PlanWords plan = PlanWords.find(
                arguments,
                System.getenv(),
                System.getProperties(),
                new File(jar.getParentFile(), Settled.BESIDE_THE_JAR));
        FirstLook look = new FirstLook(text("lastcall.names", loader), plan);
        Thread thread = new Thread(new Start(arguments, instrumentation, loader, look, jar), FirstLook.LOADER);
        instrumentation.addTransformer(look, true);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        try {
            look.awaitOccasion();
            Assembly.assemble(arguments, instrumentation, loader, look, jar);
        } catch (Throwable failure) {
            instrumentation.removeTransformer(look);
            System.err.println("Last Call could not start, the application runs without it: " + failure);
        } finally {
            look.giveUp();
        }
    }

    /** As the agent's entry finds it, which lies behind another loader. */
    private static File jar() throws URISyntaxException {
        URL location = Start.class.getProtectionDomain().getCodeSource().getLocation();
        String path = location.getPath();
        return path.indexOf('%') < 0 ? new File(path) : new File(location.toURI());
    }

    /** The tables of points of all library lines, as the build has put them together: without comments. */
    public static String points(ClassLoader loader) throws IOException {
        return text("lastcall.points", loader);
    }

    private static String text(String name, ClassLoader loader) throws IOException {
        try (DataInputStream in = new DataInputStream(loader.getResourceAsStream(name))) {
            byte[] bytes = new byte[in.available()]; // all of it: the loader has read it already
            in.readFully(bytes);
            return new String(bytes, StandardCharsets.ISO_8859_1); // which need not look at each
        }
    }
}
