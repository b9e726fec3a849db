package dev.lastcall;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.net.URL;

/**
 * Where the JVM enters the agent. Main waits for this class and for {@link FirstLook}; the rest is loaded on a daemon thread
 * while the application boots, if it lasts. The classes of this package are the only ones that the application's class
 * loader can see; everything else is behind the {@link AgentLoader}. Whatever fails here, the application starts as if there
 * were no agent.
 *
 * <p>What must not be touched on either path, because applications break or slow down: java.util.logging, NIO file systems,
 * JMX, lambdas. And the JVM, which looks for premain, loads whatever is named in the signature of any method of this class.
 */
public final class Agent implements Runnable {

    /** The plan file if none is named. */
    public static final String BESIDE_THE_JAR = "lastcall.yaml";

    private static final long MOST_WAIT_MILLIS = 500;

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

    private final String arguments;
    private final Instrumentation instrumentation;
    private final FirstLook look;

    /** What is to be said, and nothing to be started; or null. A class of its own for that would be loaded in each JVM. */
    private final String words;

    private Agent(String words) {
        this.words = words;
        this.arguments = null;
        this.instrumentation = null;
        this.look = null;
    }

    private Agent(String arguments, Instrumentation instrumentation, FirstLook look) {
        this.arguments = arguments;
        this.instrumentation = instrumentation;
        this.look = look;
        this.words = null;
    }

    /** Called by the JVM for {@code -javaagent:lastcall-agent.jar[=key=value,…]}, before the application's main. */
    public static void premain(String arguments, Instrumentation instrumentation) {
        start(arguments, instrumentation, true);
    }

    /** Called by the JVM when the agent is attached to a running application. */
    public static void agentmain(String arguments, Instrumentation instrumentation) {
        start(arguments, instrumentation, false);
    }

    /** {@code java -jar lastcall-agent.jar version}. */
    public static void main(String[] arguments) throws Throwable {
        new AgentLoader(jar())
                .loadClass("dev.lastcall.dist.Main")
                .getMethod("main", String[].class)
                .invoke(null, (Object) arguments);
    }

    private static void start(String arguments, Instrumentation instrumentation, boolean isBeforeMain) {
        try {
            if (isToolOfTheJdk()) { // JAVA_TOOL_OPTIONS also reaches keytool, jcmd and their like
                return;
            }
            File jar = jar();
            if (!isFirst() || isPresent()) {
                say("Last Call is given twice: " + jar + " ("
                        + Agent.class.getPackage().getImplementationVersion()
                        + ") does nothing, the one that came first is in charge");
                return;
            }
            FirstLook look = FirstLook.create(arguments, new File(jar.getParentFile(), BESIDE_THE_JAR));
            Thread thread = new Thread(new Agent(arguments, instrumentation, look), "lastcall-start");
            look.loadedBy(thread);
            instrumentation.addTransformer(look, true);
            if (isBeforeMain) {
                look.findOlderThanMain(instrumentation);
            }
            thread.setDaemon(true);
            thread.start();
            look.awaitOlderThanMain();
        } catch (Throwable failure) {
            sayThatItCannotStart(failure);
        }
    }

    @Override
    public void run() {
        if (words != null) {
            new PrintStream(new FileOutputStream(FileDescriptor.err), true).println(words);
            return;
        }
        try {
            look.awaitOccasion();
            // A call of premain's shape: since Java 18 the JVM would make a dozen classes for another.
            new AgentLoader(jar())
                    .loadClass("dev.lastcall.dist.Start")
                    .getMethod("start", String.class, Instrumentation.class)
                    .invoke(null, arguments, instrumentation);
        } catch (Throwable failure) {
            if (!hasJvmEnded(instrumentation)) {
                instrumentation.removeTransformer(look);
                sayThatItCannotStart(failure);
            }
        } finally {
            look.giveUp();
        }
    }

    private static void sayThatItCannotStart(Throwable failure) {
        Throwable cause = failure instanceof InvocationTargetException ? failure.getCause() : failure;
        StackTraceElement[] stack = cause.getStackTrace();
        say("Last Call could not start, the application runs without it: " + cause
                + (stack.length == 0 ? "" : ", at " + stack[0]));
    }

    /** On a thread of its own, because stderr may be a pipe that nobody reads, and main would wait for it. */
    private static void say(String line) {
        try {
            Thread speaker = new Thread(new Agent(line), "lastcall-words");
            speaker.setDaemon(true);
            speaker.start();
            speaker.join(MOST_WAIT_MILLIS);
        } catch (InterruptedException noLonger) {
            Thread.currentThread().interrupt();
        } catch (Throwable speechless) {
            // the application starts all the same
        }
    }

    /**
     * Whether the shutdown hooks are over and the JVM is about to stop its threads. It answers no agent then: lists are null,
     * and nothing is woven. What fails of that is no fault, and nobody's concern.
     */
    private static boolean hasJvmEnded(Instrumentation instrumentation) {
        return instrumentation.getAllLoadedClasses() == null;
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

    /** The agent's jar. */
    public static File jar() {
        URL location = Agent.class.getProtectionDomain().getCodeSource().getLocation();
        String path = location.getPath();
        // The way by the URI costs a start a millisecond.
        return path.indexOf('%') < 0 ? new File(path) : new File(URI.create(location.toString()));
    }
}
