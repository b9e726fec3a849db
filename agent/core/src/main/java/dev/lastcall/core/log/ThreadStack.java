package dev.lastcall.core.log;

/** Where a thread was when it was looked at, for the log to write under a line. Never thrown. */
public final class ThreadStack extends Throwable {

    private static final long serialVersionUID = 1L;

    public ThreadStack(Thread thread) {
        super(null, null, false, true);
        setStackTrace(thread.getStackTrace());
    }

    /** Its own is of no interest. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
