package dev.lastcall.core.drain;

import dev.lastcall.core.AgentThread;
import dev.lastcall.core.Core;
import dev.lastcall.core.time.Deadline;
import java.util.concurrent.locks.LockSupport;

/** Halts the JVM at the end of the grace period, whatever hangs. */
final class Watchdog implements Runnable {

    /** How long the last words may take: stderr may be a pipe that nobody reads. */
    private static final long LAST_WORDS_MILLIS = 200;

    private final Core core;
    private final Deadline hard;
    private final int code;
    private final Thread thread = new AgentThread(this, "lastcall-watchdog");

    private Watchdog(Core core, Deadline hard, int code) {
        this.core = core;
        this.hard = hard;
        this.code = code;
    }

    static Watchdog start(Core core, Deadline hard, int code) {
        Watchdog watchdog = new Watchdog(core, hard, code);
        watchdog.thread.start();
        return watchdog;
    }

    /** The deadline has been brought forward: look at it again. The permit of unpark makes this safe at any time. */
    void wake() {
        LockSupport.unpark(thread);
    }

    @Override
    public void run() {
        while (!hard.passed()) {
            LockSupport.parkNanos(this, hard.nanosLeft());
        }
        Thread speaker = new AgentThread(
                new Runnable() {
                    @Override
                    public void run() {
                        core.log().error("the grace period is over: halting, exit code {}", code);
                    }
                },
                "lastcall-last-words");
        speaker.start();
        try {
            speaker.join(LAST_WORDS_MILLIS);
        } catch (InterruptedException now) {
            // halt without further words
        }
        Runtime.getRuntime().halt(code);
    }
}
