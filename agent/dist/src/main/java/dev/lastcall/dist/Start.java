package dev.lastcall.dist;

import dev.lastcall.Agent;
import dev.lastcall.FirstLook;
import java.io.DataInputStream;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.nio.charset.StandardCharsets;

/** Where what the application's class loader can see of the agent calls the rest, on the daemon thread. */
public final class Start {

    private Start() {}

    public static void start(String arguments, Instrumentation instrumentation) throws Throwable {
        Assembly.assemble(arguments, instrumentation, Start.class.getClassLoader(), FirstLook.ofThisJvm(), Agent.jar());
    }

    /** The tables of points of all library lines, as the build has put them together: without comments. */
    public static String points(ClassLoader loader) throws IOException {
        try (DataInputStream in = new DataInputStream(loader.getResourceAsStream("lastcall.points"))) {
            byte[] bytes = new byte[in.available()]; // all of it: the loader has read it already
            in.readFully(bytes);
            return new String(bytes, StandardCharsets.ISO_8859_1); // which need not look at each
        }
    }
}
