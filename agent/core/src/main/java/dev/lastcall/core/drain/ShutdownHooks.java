package dev.lastcall.core.drain;

import java.lang.reflect.Field;
import java.util.Map;

/**
 * Whether somebody other than the JDK has registered a shutdown hook. The JVM tells nobody, so its table is read: that of
 * {@code java.lang.ApplicationShutdownHooks}, under the lock under which it is changed.
 */
final class ShutdownHooks {

    /** Closes the handlers of java.util.logging; every JVM that logs has it. */
    private static final String LOGGING = "java.util.logging.LogManager$Cleaner";

    private ShutdownHooks() {}

    /** Whether there are any, or nobody can tell. */
    static boolean areThere() {
        try {
            Class<?> type = Class.forName("java.lang.ApplicationShutdownHooks", false, null);
            Field table = type.getDeclaredField("hooks");
            table.setAccessible(true); // from Java 9 on, the agent has java.lang opened to it
            synchronized (type) {
                Map<?, ?> hooks = (Map<?, ?>) table.get(null);
                return hooks != null && isAnyOfTheApplication(hooks); // none once they have run
            }
        } catch (Throwable cannotTell) {
            return true;
        }
    }

    private static boolean isAnyOfTheApplication(Map<?, ?> hooks) {
        for (Object hook : hooks.keySet()) {
            if (!hook.getClass().getName().equals(LOGGING)) {
                return true;
            }
        }
        return false;
    }
}
