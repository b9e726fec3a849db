package dev.lastcall.library.executors;

import java.lang.reflect.Field;
import java.util.Arrays;

/** The platform threads that are alive, and what they were started with. */
final class LiveThreads {

    private static final Field TARGET = Fields.ifAny(Thread.class, "target"); // up to 18
    private static final Field HOLDER = Fields.ifAny(Thread.class, "holder"); // since 19
    private static final Field TASK =
            HOLDER == null ? null : Fields.of(Fields.type("java.lang.Thread$FieldHolder"), "task");

    private LiveThreads() {}

    static Thread[] all() {
        ThreadGroup root = Thread.currentThread().getThreadGroup();
        while (root.getParent() != null) {
            root = root.getParent();
        }
        Thread[] threads = new Thread[root.activeCount() + 64];
        int count = root.enumerate(threads, true);
        while (count == threads.length) { // it drops silently what does not fit
            threads = new Thread[threads.length * 2];
            count = root.enumerate(threads, true);
        }
        return Arrays.copyOf(threads, count);
    }

    /** The Runnable that the thread was made with, or null. */
    static Object targetOf(Thread thread) {
        if (TARGET != null) {
            return Fields.get(TARGET, thread);
        }
        Object holder = Fields.get(HOLDER, thread);
        return holder == null ? null : Fields.get(TASK, holder);
    }
}
