package dev.lastcall.core.drain;

import dev.lastcall.core.log.Foreign;
import dev.lastcall.core.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** How durations, counts and threads read in the log. */
final class Text {

    private Text() {}

    static String since(Clock clock, long nanos) {
        return duration(Duration.ofNanos(clock.nanos() - nanos));
    }

    static String duration(Duration duration) {
        long millis = duration.toMillis();
        return millis < 1000 ? millis + " ms" : String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }

    /** {@code 1 request}, {@code 2 requests}. */
    static String count(int count, String singular) {
        return count + " " + singular + (count == 1 ? "" : "s");
    }

    static String join(List<String> parts) {
        StringBuilder text = new StringBuilder();
        for (String part : parts) {
            text.append(text.length() == 0 ? "" : ", ").append(part);
        }
        return text.toString();
    }

    /** Virtual threads have no names unless somebody gives them one. */
    static String thread(Thread thread) {
        return thread.getName().isEmpty() ? "thread #" + thread.getId() : "thread " + Foreign.threadName(thread);
    }
}
