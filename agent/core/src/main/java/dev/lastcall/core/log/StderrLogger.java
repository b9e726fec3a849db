package dev.lastcall.core.log;

import dev.lastcall.core.config.Settings.LogLevel;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** Writes what is at least of a level to {@link Stderr}. */
final class StderrLogger extends LegacyAbstractLogger {

    private static final long serialVersionUID = 1L;

    private final transient Stderr stderr;
    private final LogLevel level;

    StderrLogger(Stderr stderr, LogLevel level) {
        this.stderr = stderr;
        this.level = level;
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level, Marker marker, String pattern, Object[] arguments, Throwable failure) {
        stderr.say(LogLine.of(level.name(), MessageFormatter.basicArrayFormat(pattern, arguments), failure));
    }

    @Override
    protected String getFullyQualifiedCallerName() {
        return null;
    }

    private boolean says(LogLevel asked) {
        return level.compareTo(asked) >= 0;
    }

    @Override
    public boolean isTraceEnabled() {
        return false;
    }

    @Override
    public boolean isDebugEnabled() {
        return says(LogLevel.DEBUG);
    }

    @Override
    public boolean isInfoEnabled() {
        return says(LogLevel.INFO);
    }

    @Override
    public boolean isWarnEnabled() {
        return says(LogLevel.WARN);
    }

    @Override
    public boolean isErrorEnabled() {
        return says(LogLevel.ERROR);
    }
}
