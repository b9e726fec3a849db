package dev.lastcall.core.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Every setting there is, with its default. The phases' own time-outs stand in {@link PhaseSettings}. */
public final class Settings {

    private static final List<Setting<?>> ALL = new ArrayList<Setting<?>>();

    public static final Setting<Boolean> ENABLED = of("enabled", ValueType.SWITCH, "true");
    public static final Setting<Duration> GRACE_PERIOD = of("grace-period", ValueType.SOME_TIME, "25s");
    public static final Setting<Duration> EXIT_RESERVE = of("exit.reserve", ValueType.DURATION, "5s");
    public static final Setting<Integer> EXIT_CODE_CLEAN = of("exit-code.clean", ValueType.EXIT_CODE, "0");
    public static final Setting<Integer> EXIT_CODE_FORCED = of("exit-code.forced", ValueType.EXIT_CODE, "143");

    public static final Setting<List<String>> SIGNALS = of("triggers.signals", ValueType.SIGNALS, "TERM,INT");
    public static final Setting<SecondSignal> SECOND_SIGNAL =
            of("triggers.second-signal", ValueType.oneOf(SecondSignal.class), "force");
    public static final Setting<Duration> SECOND_SIGNAL_AFTER =
            of("triggers.second-signal-after", ValueType.DURATION, "2s");
    public static final Setting<Boolean> SYSTEM_EXIT = of("triggers.system-exit", ValueType.SWITCH, "true");
    public static final Setting<Boolean> MAIN_END = of("triggers.main-end", ValueType.SWITCH, "true");
    public static final Setting<Optional<String>> TRIGGER_FILE = of("triggers.file", ValueType.FILE, "");

    public static final Setting<List<String>> READINESS_PATHS = of(
            "readiness.paths",
            ValueType.PATHS,
            "/ready,/readyz,/readiness,/health,/healthz,/health/ready,/health/readiness,/actuator/health,"
                    + "/actuator/health/readiness,/q/health,/q/health/ready,/manage/health,/status/ready");
    public static final Setting<List<String>> KEEP_PORTS = of("readiness.keep-ports", ValueType.PORTS, "");
    public static final Setting<Optional<String>> READINESS_FILE = of("readiness.file", ValueType.FILE, "");

    public static final Setting<List<String>> LIVENESS_PATHS = of(
            "liveness.paths",
            ValueType.PATHS,
            "/live,/livez,/liveness,/health/live,/health/liveness,/actuator/health/liveness,/q/health/live,"
                    + "/status/live");

    public static final Setting<Integer> MAX_REQUESTS = of("limits.max-requests", ValueType.LIMIT, "0");

    public static final Setting<Duration> LAME_DUCK_QUIET = of("phases.lame-duck.quiet", ValueType.DURATION, "2s");
    public static final Setting<Duration> LAME_DUCK_MAX = of("phases.lame-duck.max", ValueType.DURATION, "5s");
    public static final Setting<LateRequests> LATE_REQUESTS =
            of("phases.stop-accepting.late-requests", ValueType.oneOf(LateRequests.class), "serve");
    public static final Setting<RequestsOnTimeout> REQUESTS_ON_TIMEOUT =
            of("phases.drain-requests.on-timeout", ValueType.oneOf(RequestsOnTimeout.class), "answer");
    public static final Setting<Duration> STALLED_AFTER =
            of("phases.drain-requests.stalled-after", ValueType.DURATION, "5s");
    public static final Setting<TasksOnTimeout> TASKS_ON_TIMEOUT =
            of("phases.drain-tasks.on-timeout", ValueType.oneOf(TasksOnTimeout.class), "report");
    public static final Setting<Duration> ENDLESS_AFTER =
            of("phases.drain-tasks.endless-after", ValueType.DURATION, "60s");
    public static final Setting<List<String>> TASKS_EXCLUDE =
            of("phases.drain-tasks.exclude", ValueType.THREAD_NAMES, "");

    /** The plan file. Cannot stand in the file itself. */
    public static final Setting<Optional<String>> CONFIG = of("config", ValueType.FILE, "");

    public static final Setting<OnConfigError> ON_CONFIG_ERROR =
            of("on-config-error", ValueType.oneOf(OnConfigError.class), "default");

    public static final Setting<LogLevel> LOG_LEVEL = of("log.level", ValueType.oneOf(LogLevel.class), "info");

    /** What a second signal does. */
    public enum SecondSignal {
        FORCE,
        IGNORE
    }

    /** What becomes of requests that come on a kept-alive connection after the listeners have closed. */
    public enum LateRequests {
        SERVE,
        REJECT
    }

    /** What becomes of the requests in flight when their time is up. */
    public enum RequestsOnTimeout {
        ANSWER,
        INTERRUPT,
        REPORT
    }

    /** What becomes of running tasks when their time is up. */
    public enum TasksOnTimeout {
        REPORT,
        INTERRUPT
    }

    /** What a setting that cannot be read does. */
    public enum OnConfigError {
        /** Its default is used. */
        DEFAULT,
        /** The agent does nothing in this JVM. */
        DISABLE
    }

    /** What becomes of copies of a library whose packages were given a prefix. */
    public enum Relocations {
        ON,
        OFF
    }

    /** How much the agent says. */
    public enum LogLevel {
        OFF,
        ERROR,
        WARN,
        INFO,
        DEBUG
    }

    private Settings() {}

    /** Whether a library line is on; every line's name makes a setting. */
    public static Setting<Boolean> libraryEnabled(String line) {
        return new Setting<Boolean>("libraries." + line + ".enabled", ValueType.SWITCH, "true");
    }

    /** Whether relocated copies of a line's library are drained like the original. */
    public static Setting<Relocations> libraryRelocations(String line) {
        return new Setting<Relocations>("libraries." + line + ".relocations", ValueType.oneOf(Relocations.class), "on");
    }

    /** The settings of this class; those of phases and library lines are made from their names. */
    public static List<Setting<?>> fixed() {
        return Collections.unmodifiableList(ALL);
    }

    private static <T> Setting<T> of(String key, ValueType<T> type, String defaultText) {
        Setting<T> setting = new Setting<T>(key, type, defaultText);
        ALL.add(setting);
        return setting;
    }
}
