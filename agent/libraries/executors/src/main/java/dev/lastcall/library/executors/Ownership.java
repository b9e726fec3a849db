package dev.lastcall.library.executors;

import dev.lastcall.core.resource.Owners;

/**
 * Finds whose an executor is: the nearest class on the creator's stack that is neither of the JDK nor of the executor's own
 * constructor chain. A class of a library on the way there, or the JDK's own machinery (RMI, the scheduler of virtual
 * threads: also rows of the table), makes it that library's.
 */
final class Ownership {

    private static final String[] JDK = {"java.", "javax.", "jdk.", "sun.", "com.sun."};

    private final Owners owners;

    Ownership(Owners owners) {
        this.owners = owners;
    }

    /** Judges by the stack of the calling thread, which is in a woven method of the executor. */
    Owner ofCaller(Object executor) {
        return ofCreator(new Throwable().getStackTrace(), executor.getClass());
    }

    /** Judges by the frames below our own; unknown if all of them are the JDK's. */
    Owner ofCreator(StackTraceElement[] stack, Class<?> executor) {
        int from = 0;
        while (from < stack.length && isOurs(stack[from].getClassName())) {
            from++;
        }
        for (int i = from; i < stack.length; i++) {
            if (isCommonPool(stack[i])) {
                return Owner.EVERYBODY;
            }
            if (!isConstructorOf(executor, stack[i])) {
                Owner owner = of(stack[i].getClassName());
                if (owner.isKnown()) {
                    return owner;
                }
            }
        }
        return Owner.UNKNOWN;
    }

    /** Judges by what a thread of an executor is at: the outermost code, for a task may well be in a library just now. */
    Owner ofThread(Thread thread) {
        StackTraceElement[] stack = thread.getStackTrace();
        for (int i = stack.length - 1; i >= 0; i--) {
            Owner owner = of(stack[i].getClassName());
            if (owner.isKnown()) {
                return owner;
            }
        }
        return Owner.UNKNOWN;
    }

    /** Whether a thread is at nothing but a library's own work: code of the application's may be called by any. */
    boolean isOfLibrary(Stack stack) {
        boolean ofLibrary = false;
        for (String className : stack.classNames()) {
            Owner owner = of(className);
            if (owner.isKnown() && !owner.isLibrary()) {
                return false;
            }
            ofLibrary |= owner.isLibrary();
        }
        return ofLibrary;
    }

    /** Judges by something that belongs to an executor: its thread factory, a thread, a task. */
    Owner ofPart(Object part) {
        return of(part.getClass().getName());
    }

    /** Whether an executor's owner is a library now: that of a relocated copy is known from its first woven class on. */
    boolean isLibrary(Owner owner) {
        return owner.isLibrary() || owners.isLibrary(owner.className());
    }

    private Owner of(String className) {
        if (owners.isLibrary(className)) {
            return Owner.library(className);
        }
        return isJdk(className) ? Owner.UNKNOWN : Owner.application(withoutLambda(className));
    }

    static boolean isJdk(String className) {
        for (String prefix : JDK) {
            if (className.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    /** A pool class of the application's is no owner of itself: whoever made the pool is. */
    private static boolean isConstructorOf(Class<?> executor, StackTraceElement frame) {
        if (frame.getMethodName().equals("<init>")) {
            for (Class<?> type = executor; type != null; type = type.getSuperclass()) {
                if (type.getName().equals(frame.getClassName())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isCommonPool(StackTraceElement frame) {
        return frame.getClassName().equals("java.util.concurrent.ForkJoinPool")
                && frame.getMethodName().equals("<clinit>");
    }

    private static boolean isOurs(String className) {
        return className.startsWith("dev.lastcall.") || className.equals("java.lang.LastCall");
    }

    static String withoutLambda(String className) {
        int lambda = className.indexOf("$$Lambda");
        return lambda < 0 ? className : className.substring(0, lambda);
    }
}
