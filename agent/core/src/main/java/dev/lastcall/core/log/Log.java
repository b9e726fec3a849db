package dev.lastcall.core.log;

import dev.lastcall.core.config.Settings.LogLevel;
import org.slf4j.Logger;

/** The agent's log on stderr. Made at its first use: a JVM that has nothing to drain never loads it. Thread-safe. */
public final class Log {

    private final LogLevel level;
    private Logger logger;

    /** Null until something can have been said. Read without the lock, which whoever makes the log may hold for long. */
    private volatile Stderr stderr;

    public Log(LogLevel level) {
        this.level = level;
    }

    /** A log that is made already, for tests. */
    public Log(Logger logger) {
        this.level = LogLevel.DEBUG;
        this.logger = logger;
    }

    public synchronized Logger get() {
        if (logger == null) {
            stderr = Stderr.ofThisProcess();
            logger = StderrLogger.make(stderr, level);
        }
        return logger;
    }

    /** Waits for what was said to be written, but not for long where nobody reads it. */
    public void flush(long atMostMillis) {
        Stderr used = stderr;
        if (used != null) {
            used.flush(atMostMillis);
        }
    }
}
