package dev.lastcall.library.executors;

import java.util.ArrayList;
import java.util.List;

/** What a thread was at, at one moment: the virtual machine takes the frames of one thread all at once. */
final class Stack {

    private static final String VIRTUAL_THREAD = "java.lang.VirtualThread";

    private final StackTraceElement[] frames;

    Stack(Thread thread) {
        this.frames = thread.getStackTrace();
    }

    /** Whether the thread was parked, or in Object.wait, called directly by one of these methods. */
    boolean waitsDirectlyIn(String className, String... methods) {
        int caller = afterWait();
        return caller > 0 && caller < frames.length && isIn(frames[caller], className, methods);
    }

    /** Whether the thread was parked, in Object.wait or asleep, with the method anywhere on its stack. */
    boolean waitsBelow(String className, String method) {
        return afterWait() > 0 && has(className, method);
    }

    /** Whether the thread was parked, in Object.wait or asleep. */
    boolean waits() {
        return afterWait() > 0;
    }

    /** No thread has that runs: it is just being born, or is gone. */
    boolean isEmpty() {
        return frames.length == 0;
    }

    /** The class of each frame, the innermost first, without those that carry a virtual thread: they say nothing of it. */
    List<String> classNames() {
        List<String> names = new ArrayList<String>(frames.length);
        for (StackTraceElement frame : frames) {
            if (!carriesVirtualThread(frame)) {
                names.add(frame.getClassName());
            }
        }
        return names;
    }

    boolean has(String className, String method) {
        for (StackTraceElement frame : frames) {
            if (isIn(frame, className, method)) {
                return true;
            }
        }
        return false;
    }

    boolean hasClassOf(String prefix) {
        for (StackTraceElement frame : frames) {
            if (frame.getClassName().startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    /** The class whose method the given one has called, or the empty string if it is on top or missing. */
    String calledBy(String className, String method) {
        for (int i = 1; i < frames.length; i++) {
            if (isIn(frames[i], className, method)) {
                return frames[i - 1].getClassName();
            }
        }
        return "";
    }

    /**
     * The index of the frame that called the wait, 0 if the thread did not wait. Frames that carry a virtual thread are no
     * wait of their own: one that is just being born, or yields, has nothing but these on top.
     */
    private int afterWait() {
        boolean waits = false;
        int i = 0;
        while (i < frames.length && (isWait(frames[i]) || carriesVirtualThread(frames[i]))) {
            waits |= isWait(frames[i]);
            i++;
        }
        return waits ? i : 0;
    }

    private static boolean isWait(StackTraceElement frame) {
        String name = frame.getClassName();
        return frame.getMethodName().startsWith("park")
                        && (name.endsWith(".Unsafe")
                                || name.equals("java.util.concurrent.locks.LockSupport")
                                || name.equals(VIRTUAL_THREAD))
                || frame.getMethodName().startsWith("wait") && name.equals("java.lang.Object")
                || frame.getMethodName().startsWith("sleep") && name.equals("java.lang.Thread");
    }

    /** The first frames of a virtual thread, and what lies between LockSupport and one that has left its carrier. */
    private static boolean carriesVirtualThread(StackTraceElement frame) {
        String name = frame.getClassName();
        return name.equals(VIRTUAL_THREAD)
                || name.equals("jdk.internal.misc.VirtualThreads")
                || name.equals("jdk.internal.vm.Continuation")
                || name.startsWith("java.lang.System$");
    }

    private static boolean isIn(StackTraceElement frame, String className, String... methods) {
        if (frame.getClassName().equals(className)) {
            for (String method : methods) {
                if (frame.getMethodName().equals(method)) {
                    return true;
                }
            }
        }
        return false;
    }
}
