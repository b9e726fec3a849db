package dev.lastcall.core.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How the text of a setting becomes a value. */
public abstract class ValueType<T> {

    private final String expected;

    private ValueType(String expected) {
        this.expected = expected;
    }

    /** What a good value looks like, to follow the word "expected". */
    public final String expected() {
        return expected;
    }

    /** @throws IllegalArgumentException if the text cannot be read */
    abstract T read(String text);

    static final ValueType<Duration> DURATION = new ValueType<Duration>("a duration such as 500ms, 25s, 2m or 1h") {
        @Override
        Duration read(String text) {
            String lower = text.trim().toLowerCase(Locale.ROOT);
            int digits = 0;
            while (digits < lower.length() && lower.charAt(digits) >= '0' && lower.charAt(digits) <= '9') {
                digits++;
            }
            long number = Long.parseLong(lower.substring(0, digits));
            if (number > 1_000_000_000L) { // over 31 years in seconds: surely a slip, and it would overflow nanoseconds
                throw new IllegalArgumentException("too long");
            }
            switch (lower.substring(digits).trim()) {
                case "ms":
                    return Duration.ofMillis(number);
                case "s":
                    return Duration.ofSeconds(number);
                case "m":
                    return bounded(Duration.ofMinutes(number));
                case "h":
                    return bounded(Duration.ofHours(number));
                default:
                    throw new IllegalArgumentException("no unit");
            }
        }

        private Duration bounded(Duration duration) {
            if (duration.getSeconds() > 1_000_000_000L) {
                throw new IllegalArgumentException("too long");
            }
            return duration;
        }
    };

    /** For the grace period, in which none would mean to halt at once, without a shutdown hook. */
    static final ValueType<Duration> SOME_TIME =
            new ValueType<Duration>("a duration of at least 1s such as 25s, 2m or 1h") {
                @Override
                Duration read(String text) {
                    Duration read = DURATION.read(text);
                    if (read.getSeconds() < 1) {
                        throw new IllegalArgumentException("too short");
                    }
                    return read;
                }
            };

    /** The time of a phase that may take whatever the budget has left. */
    static final Duration ALL_THAT_IS_LEFT = Duration.ofDays(10_000);

    static final ValueType<Duration> TIMEOUT =
            new ValueType<Duration>("a duration such as 500ms, 25s, 2m or 1h, or rest") {
                @Override
                Duration read(String text) {
                    return text.trim().equalsIgnoreCase("rest") ? ALL_THAT_IS_LEFT : DURATION.read(text);
                }
            };

    static final ValueType<Boolean> SWITCH = new ValueType<Boolean>("true or false") {
        @Override
        Boolean read(String text) {
            switch (text.trim().toLowerCase(Locale.ROOT)) {
                case "true":
                    return true;
                case "false":
                    return false;
                default:
                    throw new IllegalArgumentException("neither");
            }
        }
    };

    static final ValueType<Integer> EXIT_CODE = new ValueType<Integer>("a number from 0 to 255") {
        @Override
        Integer read(String text) {
            int code = Integer.parseInt(text.trim());
            if (code < 0 || code > 255) {
                throw new IllegalArgumentException("out of range");
            }
            return code;
        }
    };

    /** A file name; empty text stands for none. */
    static final ValueType<Optional<String>> FILE = new ValueType<Optional<String>>("the path of a file") {
        @Override
        Optional<String> read(String text) {
            return text.trim().isEmpty() ? Optional.<String>empty() : Optional.of(text.trim());
        }
    };

    static final ValueType<List<String>> PATHS =
            new ValueType<List<String>>("paths that begin with /, split by commas") {
                @Override
                List<String> read(String text) {
                    List<String> paths = words(text);
                    for (String path : paths) {
                        if (!path.startsWith("/")) {
                            throw new IllegalArgumentException(path);
                        }
                    }
                    return paths;
                }
            };

    static final ValueType<List<String>> SIGNALS =
            new ValueType<List<String>>("signals out of TERM, INT and HUP, split by commas") {
                @Override
                List<String> read(String text) {
                    List<String> names = new ArrayList<String>();
                    for (String word : words(text)) {
                        String name = word.toUpperCase(Locale.ROOT);
                        name = name.startsWith("SIG") ? name.substring(3) : name;
                        if (!name.equals("TERM") && !name.equals("INT") && !name.equals("HUP")) {
                            throw new IllegalArgumentException(word);
                        }
                        names.add(name);
                    }
                    return names;
                }
            };

    static <E extends Enum<E>> ValueType<E> oneOf(final Class<E> type) {
        final StringBuilder names = new StringBuilder();
        E[] values = type.getEnumConstants();
        for (int i = 0; i < values.length; i++) {
            names.append(i == 0 ? "" : i == values.length - 1 ? " or " : ", ").append(nameOf(values[i]));
        }
        return new ValueType<E>(names.toString()) {
            @Override
            E read(String text) {
                return Enum.valueOf(type, text.trim().toUpperCase(Locale.ROOT).replace('-', '_'));
            }
        };
    }

    static String nameOf(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<String>();
        for (String word : text.split(",")) {
            if (!word.trim().isEmpty()) {
                words.add(word.trim());
            }
        }
        return Collections.unmodifiableList(words);
    }
}
