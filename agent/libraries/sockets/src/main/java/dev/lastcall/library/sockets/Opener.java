package dev.lastcall.library.sockets;

/** Which class of the application has opened a socket, by the stack of the thread that did. */
final class Opener {

    private static final String[] BETWEEN = {
        "java.", "javax.", "jdk.", "sun.", "com.sun.net.", "com.sun.proxy.", "dev.lastcall."
    };

    /** The JDK's own, for remote control: whoever uses them asked for them, and they end with the JVM. */
    private static final String[] OF_JDK = {"sun.rmi.", "java.rmi.", "sun.management.", "jdk.internal.agent."};

    private Opener() {}

    /** Empty if nobody but the JDK was at work. */
    static String of(StackTraceElement[] stack) {
        for (StackTraceElement frame : stack) {
            String name = frame.getClassName();
            if (startsWithAny(name, OF_JDK)) {
                return "";
            }
            if (!startsWithAny(name, BETWEEN)) {
                return name;
            }
        }
        return "";
    }

    private static boolean startsWithAny(String name, String[] prefixes) {
        for (String prefix : prefixes) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
