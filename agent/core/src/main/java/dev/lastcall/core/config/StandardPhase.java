package dev.lastcall.core.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The phases of the default plan: what they do in a sentence, their order, time-outs and reserves. */
public enum StandardPhase {
    UNREADY("1s", "0s", "readiness paths answer 503, the readiness file is removed"),
    LAME_DUCK(
            "rest",
            "0s",
            "serves on, with Connection: close, until no new request came for quiet, at the latest after max",
            "unready"),
    STOP_ACCEPTING("2s", "0s", "listeners close without a reset; open connections are served on", "lame-duck"),
    CLOSE_STREAMS("3s", "0s", "WebSockets, event streams and long polls are ended", "stop-accepting"),
    DRAIN_REQUESTS("rest", "0s", "waits until no request is in flight", "stop-accepting"),
    STOP_SCHEDULES("1s", "0s", "no new run of periodic and delayed tasks", "drain-requests", "close-streams"),
    DRAIN_TASKS("10s", "3s", "waits until all executors, pools and timers are idle together", "stop-schedules"),
    CLOSE_POOLS("3s", "1s", "waits until no connection is borrowed, then closes the pools", "drain-tasks"),
    FLUSH("2s", "1s", "flushes producers, telemetry and asynchronous log appenders", "close-pools");

    private static final Duration LEAST = Duration.ofMillis(100);

    private final String phaseName = ValueType.nameOf(this);
    private final String timeout;
    private final String reserve;
    private final String about;
    private final List<String> after;

    StandardPhase(String timeout, String reserve, String about, String... after) {
        this.timeout = timeout;
        this.reserve = reserve;
        this.about = about;
        this.after = Collections.unmodifiableList(Arrays.asList(after));
    }

    public static Optional<StandardPhase> named(String name) {
        for (StandardPhase phase : values()) {
            if (phase.phaseName.equals(name)) {
                return Optional.of(phase);
            }
        }
        return Optional.empty();
    }

    public String phaseName() {
        return phaseName;
    }

    /** The phases that must be over before it begins. */
    public List<String> after() {
        return after;
    }

    /** What it does, to follow its name. */
    public String about() {
        return about;
    }

    public Setting<Boolean> enabled() {
        return PhaseSettings.enabled(phaseName);
    }

    public Setting<Duration> timeout() {
        return PhaseSettings.timeout(phaseName, timeout);
    }

    public Setting<Duration> reserve() {
        return PhaseSettings.reserve(phaseName, reserve);
    }

    /** What is left to it of its reserve while it has nothing to do: to see just that, and to close idle pools. */
    public Duration least() {
        return this == DRAIN_TASKS || this == CLOSE_POOLS ? LEAST : Duration.ZERO;
    }
}
