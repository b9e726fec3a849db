package dev.lastcall.core.trigger;

import java.lang.reflect.Method;

/** Tells virtual threads, by reflection, because they are newer than the level of this code. */
final class VirtualThreads {

    private static final Method IS_VIRTUAL = isVirtual();

    private VirtualThreads() {}

    private static Method isVirtual() {
        try {
            return Thread.class.getMethod("isVirtual");
        } catch (NoSuchMethodException before21) {
            return null;
        }
    }

    private static boolean contain(Thread thread) {
        try {
            return IS_VIRTUAL != null && (Boolean) IS_VIRTUAL.invoke(thread);
        } catch (Exception cannotTell) {
            return false;
        }
    }

    /**
     * Runs something that takes its time and that the calling thread waits for, on another thread if this one is virtual.
     *
     * <p>A virtual thread that waits while it holds a lock (that of Shutdown) keeps its carrier, up to JDK 23, and with one
     * processor that is the only one: no other virtual thread could end. Thread.join makes the scheduler add a carrier for
     * that time; parking does not.
     */
    static void letWait(Thread calling, Runnable work) {
        if (!contain(calling)) {
            work.run();
            return;
        }
        Thread platform = new Thread(work, "lastcall-drain");
        try {
            platform.start();
        } catch (OutOfMemoryError noThread) {
            work.run();
        }
        boolean interrupted = false;
        while (platform.isAlive()) {
            try {
                platform.join();
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            calling.interrupt();
        }
    }
}
