package dev.lastcall.core.log;

import dev.lastcall.core.config.Settings.LogLevel;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.simple.SimpleLoggerFactory;

/** The agent's log on stderr. Made at its first use: a JVM that has nothing to drain never loads it. Thread-safe. */
public final class Log {

    private final LogLevel level;
    private Logger logger;

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
            logger = Configuration.makeLogger(level);
        }
        return logger;
    }

    /**
     * slf4j-simple reads its configuration through the context loader, where it would find the application's (which may
     * say stdout). Its first logger is therefore made under a loader that offers ours, and only ours.
     */
    private static final class Configuration extends ClassLoader {
        private final String text;

        static Logger makeLogger(LogLevel level) {
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            thread.setContextClassLoader(new Configuration(level));
            try {
                return new SimpleLoggerFactory().getLogger("lastcall");
            } finally {
                thread.setContextClassLoader(before);
            }
        }

        Configuration(LogLevel level) {
            super(null);
            String prefix = "org.slf4j.simpleLogger."; // renamed together with the library when the jar is made
            text = prefix + "logFile=System.err\n"
                    + prefix + "cacheOutputStream=true\n"
                    + prefix + "defaultLogLevel=" + level.name().toLowerCase(Locale.ROOT) + "\n"
                    + prefix + "showDateTime=true\n"
                    + prefix + "dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX\n"
                    + prefix + "showThreadName=false\n"
                    + prefix + "showLogName=true\n";
        }

        @Override
        public InputStream getResourceAsStream(String name) {
            return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
        }
    }
}
