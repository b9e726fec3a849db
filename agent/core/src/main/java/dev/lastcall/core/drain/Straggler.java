package dev.lastcall.core.drain;

import dev.lastcall.core.log.ThreadStack;

/** A straggler as it was when it was seen, to be named later if it is lost. */
final class Straggler {

    private final String line;

    /** Null if no thread was on it. */
    private final ThreadStack stack;

    /**
     * @param what how it is called in the log
     * @param thread the one that is on it, or null
     */
    Straggler(String what, Thread thread) {
        this.line = what + (thread == null ? ", in no thread" : ", in " + Text.thread(thread));
        this.stack = thread == null ? null : new ThreadStack(thread);
    }

    void name(Drain drain) {
        drain.warn(line, stack);
    }
}
