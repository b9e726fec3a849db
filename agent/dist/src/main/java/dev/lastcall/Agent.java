package dev.lastcall;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.net.URISyntaxException;
import java.net.URL;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * Where the JVM enters the agent. With {@link AgentLoader} and what that needs the only class that the application's class
 * loader can see; everything else is behind that loader. Whatever fails here, the application starts as if there were no agent.
 */
public final class Agent {

    /** Guarded by the class. */
    private static boolean started;

    private static final String[] TOOLS_OF_JAVA_8 = {
        "sun.tools.",
        "com.sun.tools.",
        "sun.security.tools.",
        "sun.rmi.",
        "jdk.tools.",
        "jdk.nashorn.tools.",
        "com.sun.corba."
    };

    private Agent() {}

    /** Called by the JVM for {@code -javaagent:lastcall-agent.jar[=key=value,…]}, before the application's main. */
    public static void premain(String arguments, Instrumentation instrumentation) {
        start(arguments, instrumentation);
    }

    /** Called by the JVM when the agent is attached to a running application. */
    public static void agentmain(String arguments, Instrumentation instrumentation) {
        start(arguments, instrumentation);
    }

    /** {@code java -jar lastcall-agent.jar version}. */
    public static void main(String[] arguments) throws Throwable {
        new AgentLoader(jar())
                .loadClass("dev.lastcall.dist.Main")
                .getMethod("main", String[].class)
                .invoke(null, (Object) arguments);
    }

    private static void start(String arguments, Instrumentation instrumentation) {
        try {
            if (isToolOfTheJdk()) { // JAVA_TOOL_OPTIONS also reaches keytool, jcmd and their like
                return;
            }
            File jar = jar();
            if (!isFirst() || isPresent()) {
                System.err.println("Last Call is given twice: " + jar + " (" + versionOf(jar)
                        + ") does nothing, the one that came first is in charge");
                return;
            }
            // A call of premain's shape: since Java 18 the JVM would make a dozen classes for another.
            new AgentLoader(jar)
                    .loadClass("dev.lastcall.dist.Start")
                    .getMethod("start", String.class, Instrumentation.class)
                    .invoke(null, arguments, instrumentation);
        } catch (Throwable failure) {
            Throwable cause =
                    failure instanceof java.lang.reflect.InvocationTargetException ? failure.getCause() : failure;
            System.err.println("Last Call could not start, the application runs without it: " + cause);
        }
    }

    private static synchronized boolean isFirst() {
        boolean first = !started;
        started = true;
        return first;
    }

    /** By module since Java 9, where keytool is a main class of java.base; by class before. */
    private static boolean isToolOfTheJdk() {
        String command = System.getProperty("sun.java.command", "");
        String module = System.getProperty("jdk.module.main");
        if (module != null) {
            if (command.startsWith("jdk.compiler/com.sun.tools.javac.launcher.")) {
                return false; // "java Service.java": somebody's program
            }
            return module.startsWith("jdk.")
                    || module.equals("java.base")
                    || module.equals("java.rmi")
                    || module.equals("java.scripting");
        }
        for (String prefix : TOOLS_OF_JAVA_8) {
            if (command.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    /** Whether an agent of another class loader, or of another version, was here before. */
    private static boolean isPresent() {
        try {
            Class.forName("java.lang.LastCall", false, null);
            return true;
        } catch (ClassNotFoundException absent) {
            return false;
        }
    }

    private static File jar() throws URISyntaxException {
        URL location = Agent.class.getProtectionDomain().getCodeSource().getLocation();
        String path = location.getPath();
        // The way by the URI costs a start a millisecond.
        return path.indexOf('%') < 0 ? new File(path) : new File(location.toURI());
    }

    private static String versionOf(File jar) throws java.io.IOException {
        try (JarFile file = new JarFile(jar)) {
            Manifest manifest = file.getManifest();
            return String.valueOf(manifest.getMainAttributes().getValue("Implementation-Version"));
        }
    }
}
