package dev.lastcall.core.drain;

import dev.lastcall.core.AgentThread;
import dev.lastcall.core.Core;
import dev.lastcall.core.time.Deadline;
import dev.lastcall.core.time.Fraction;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Halts the JVM so that it is gone at the end of the grace period, whatever hangs. */
final class Watchdog implements Runnable {

    /**
     * How long before the end it halts. HotSpot waits up to 300 ms for threads in native code before it ends, a busy machine
     * makes it some more, and before that the last words are spoken.
     */
    private static final Duration LEAD = Duration.ofMillis(500);

    private static final long LAST_WORDS_MILLIS = 100;

    private final Core core;
    private final Deadline end;
    private final int code;
    private final boolean quiet;
    private final Thread thread = new AgentThread(this, "lastcall-watchdog");
    private volatile boolean dismissed;

    /**
     * @param hard when the JVM must be gone
     * @param lead see {@link #lead}
     * @param quiet whether nothing may be said
     */
    Watchdog(Core core, Deadline hard, Duration lead, int code, boolean quiet) {
        this.core = core;
        this.end = hard.before(lead);
        this.code = code;
        this.quiet = quiet;
    }

    /** How long before the end of such a grace period it halts. */
    static Duration lead(Duration grace) {
        Duration part = Fraction.of(grace, 8);
        return LEAD.compareTo(part) < 0 ? LEAD : part;
    }

    void start() {
        thread.start();
    }

    /** The deadline has been brought forward: look at it again. The permit of unpark makes this safe at any time. */
    void wake() {
        LockSupport.unpark(thread);
    }

    /** Nobody needs it any more. Written before the wake-up, and read after each. */
    void dismiss() {
        dismissed = true;
        wake();
    }

    @Override
    public void run() {
        while (!end.passed()) {
            if (dismissed) {
                return;
            }
            LockSupport.parkNanos(this, end.nanosLeft());
        }
        if (!dismissed) {
            speak();
            core.wayOut().halt(code);
        }
    }

    /** On another thread: to make the log may need a lock that an application which hangs has in its hands. */
    private void speak() {
        if (quiet) {
            return;
        }
        try {
            Thread speaker = new AgentThread(
                    new Runnable() {
                        @Override
                        public void run() {
                            core.log().error("the grace period ends: halting, exit code " + code);
                            core.flushLog(LAST_WORDS_MILLIS);
                        }
                    },
                    "lastcall-last-words");
            speaker.start();
            speaker.join(2 * LAST_WORDS_MILLIS);
        } catch (Throwable speechless) {
            // the JVM halts all the same
        }
    }
}
