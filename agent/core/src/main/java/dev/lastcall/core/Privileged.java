package dev.lastcall.core;

import java.security.AccessController;
import java.security.PrivilegedAction;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.util.concurrent.Callable;

/**
 * Runs what the agent does on a thread of the application, where a security manager would ask what that code may do. The
 * agent's own classes may do everything.
 */
public final class Privileged {

    private Privileged() {}

    public static <T> T call(final Callable<T> work) throws Exception {
        try {
            return AccessController.doPrivileged(new PrivilegedExceptionAction<T>() {
                @Override
                public T run() throws Exception {
                    return work.call();
                }
            });
        } catch (PrivilegedActionException thrown) {
            throw thrown.getException();
        }
    }

    public static void run(final Runnable work) {
        AccessController.doPrivileged(new PrivilegedAction<Void>() {
            @Override
            public Void run() {
                work.run();
                return null;
            }
        });
    }
}
