package dev.lastcall.core.log;

import dev.lastcall.core.config.Settings.LogLevel;
import org.slf4j.Logger;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.simple.SimpleLogger;

/**
 * A simple logger that writes to {@link Stderr}, in our own form. It is made without slf4j-simple's factory, which would read
 * the application's {@code simplelogger.properties}, and those may say stdout.
 */
final class StderrLogger extends SimpleLogger {

    private static final long serialVersionUID = 1L;

    private final transient Stderr stderr;

    private StderrLogger(Stderr stderr, LogLevel level) {
        super("lastcall");
        this.stderr = stderr;
        this.currentLogLevel = number(level);
    }

    /** Returns the interface, or the verifier would have it loaded with the class that calls this. */
    static Logger make(Stderr stderr, LogLevel level) {
        return new StderrLogger(stderr, level);
    }

    private static int number(LogLevel level) {
        switch (level) {
            case DEBUG:
                return LOG_LEVEL_DEBUG;
            case INFO:
                return LOG_LEVEL_INFO;
            case WARN:
                return LOG_LEVEL_WARN;
            case ERROR:
                return LOG_LEVEL_ERROR;
            default:
                return LOG_LEVEL_OFF;
        }
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level, Marker marker, String pattern, Object[] arguments, Throwable failure) {
        stderr.say(LogLine.of(level.name(), MessageFormatter.basicArrayFormat(pattern, arguments), failure));
    }
}
