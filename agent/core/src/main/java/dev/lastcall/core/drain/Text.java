package dev.lastcall.core.drain;

import dev.lastcall.core.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** How durations, counts and stacks read in the log. */
final class Text {

    private Text() {}

    static String since(Clock clock, long nanos) {
        return duration(Duration.ofNanos(clock.nanos() - nanos));
    }

    static String duration(Duration duration) {
        long millis = duration.toMillis();
        return millis < 1000 ? millis + " ms" : String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }

    static String count(int count, String singular) {
        int verb = singular.indexOf(' ');
        String noun = verb < 0 ? singular : singular.substring(0, verb);
        String rest = verb < 0 ? "" : singular.substring(verb);
        return count + " " + (count == 1 ? noun : noun + "s") + rest;
    }

    static String join(List<String> parts) {
        StringBuilder text = new StringBuilder();
        for (String part : parts) {
            text.append(text.length() == 0 ? "" : ", ").append(part);
        }
        return text.toString();
    }

    static String stack(Thread thread) {
        StringBuilder text = new StringBuilder();
        for (StackTraceElement frame : thread.getStackTrace()) {
            text.append("\n\tat ").append(frame);
        }
        return text.toString();
    }
}
