package dev.lastcall.harness;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for what tells nobody when it happens, such as a file that is to go away. */
public final class Await {
    private static final long LOOK_AGAIN_NANOS = 2_000_000;

    /** @param what the condition in words, for the error when it does not come true in time */
    public static void until(String what, Duration atMost, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("Not within " + atMost + ": " + what);
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    private Await() {}
}
