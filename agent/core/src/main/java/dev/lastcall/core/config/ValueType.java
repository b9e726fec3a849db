package dev.lastcall.core.config;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** How the text of a setting becomes a value. */
public abstract class ValueType<T> {

    private final String expected;

    protected ValueType(String expected) {
        this.expected = expected;
    }

    /** What a good value looks like, to follow the word "expected". */
    public final String expected() {
        return expected;
    }

    /** @throws IllegalArgumentException if the text cannot be read */
    protected abstract T read(String text);

    /** Longer is surely a slip; and sums of a few must fit into nanoseconds. */
    private static final Duration LONGEST = Duration.ofHours(1000);

    public static final ValueType<Duration> DURATION =
            new ValueType<Duration>("a duration such as 500ms, 25s, 2m or 1h") {
                @Override
                protected Duration read(String text) {
                    String lower = text.trim().toLowerCase(Locale.ROOT);
                    int digits = 0;
                    while (digits < lower.length() && lower.charAt(digits) >= '0' && lower.charAt(digits) <= '9') {
                        digits++;
                    }
                    // Whatever does not fit into a long is too long in any unit.
                    long number = digits > 18 ? Long.MAX_VALUE : Long.parseLong(lower.substring(0, digits));
                    switch (lower.substring(digits).trim()) {
                        case "ms":
                            return bounded(number, 1);
                        case "s":
                            return bounded(number, 1_000);
                        case "m":
                            return bounded(number, 60_000);
                        case "h":
                            return bounded(number, 3_600_000);
                        default:
                            throw new IllegalArgumentException("no unit");
                    }
                }

                private Duration bounded(long number, long millis) {
                    if (number > LONGEST.toMillis() / millis) {
                        throw new Unreadable("a duration of at most " + LONGEST.toHours() + "h");
                    }
                    return Duration.ofMillis(number * millis);
                }
            };

    /** For the grace period, in which none would mean to halt at once, without a shutdown hook. */
    static final ValueType<Duration> SOME_TIME =
            new ValueType<Duration>("a duration of at least 1s such as 25s, 2m or 1h") {
                @Override
                protected Duration read(String text) {
                    Duration read = DURATION.read(text);
                    if (read.getSeconds() < 1) {
                        throw new IllegalArgumentException("too short");
                    }
                    return read;
                }
            };

    /** The time of a phase that may take whatever the budget has left. */
    public static final Duration ALL_THAT_IS_LEFT = Duration.ofDays(10_000);

    public static final ValueType<Duration> TIMEOUT =
            new ValueType<Duration>("a duration such as 500ms, 25s, 2m or 1h, or rest") {
                @Override
                protected Duration read(String text) {
                    return text.trim().equalsIgnoreCase("rest") ? ALL_THAT_IS_LEFT : DURATION.read(text);
                }
            };

    public static final ValueType<Boolean> SWITCH = new ValueType<Boolean>("true or false") {
        @Override
        protected Boolean read(String text) {
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

    static final ValueType<Integer> EXIT_CODE = number(0, 255, "");

    /** How many there may be of something; 0 for any number. */
    static final ValueType<Integer> LIMIT = number(0, 1_000_000, ", 0 for no limit");

    private static ValueType<Integer> number(final int least, final int most, String about) {
        return new ValueType<Integer>("a number from " + least + " to " + most + about) {
            @Override
            protected Integer read(String text) {
                return inRange(text, least, most);
            }
        };
    }

    private static int inRange(String text, int least, int most) {
        int number = Integer.parseInt(text.trim());
        if (number < least || number > most) {
            throw new IllegalArgumentException("out of range");
        }
        return number;
    }

    /** A file name; empty text stands for none. */
    static final ValueType<Optional<String>> FILE = new ValueType<Optional<String>>("the path of a file") {
        @Override
        protected Optional<String> read(String text) {
            return text.trim().isEmpty() ? Optional.<String>empty() : Optional.of(text.trim());
        }
    };

    static final ListType PATHS =
            new ListType("paths that begin with /, split by commas", "a path that begins with /", false) {
                @Override
                protected String readItem(String path) {
                    if (!path.startsWith("/")) {
                        throw new IllegalArgumentException(path);
                    }
                    return path;
                }
            };

    public static final ListType PORTS =
            new ListType("ports from 1 to 65535, split by commas", "a port from 1 to 65535", true) {
                @Override
                protected String readItem(String port) {
                    return Integer.toString(inRange(port, 1, 65535));
                }
            };

    static final ListType SIGNALS =
            new ListType(
                    "signals out of TERM, INT and HUP, split by commas",
                    "one of the signals TERM, INT and HUP",
                    false) {
                @Override
                protected String readItem(String word) {
                    String name = word.toUpperCase(Locale.ROOT);
                    name = name.startsWith("SIG") ? name.substring(3) : name;
                    if (!name.equals("TERM") && !name.equals("INT") && !name.equals("HUP")) {
                        throw new IllegalArgumentException(word);
                    }
                    return name;
                }
            };

    /** Names of threads; a star stands for any characters. */
    public static final ListType THREAD_NAMES =
            new ListType("thread names such as poller-*, split by commas", "a thread name such as poller-*", true) {
                @Override
                protected String readItem(String pattern) {
                    return pattern;
                }
            };

    public static <E extends Enum<E>> ValueType<E> oneOf(final Class<E> type) {
        final StringBuilder names = new StringBuilder();
        E[] values = type.getEnumConstants();
        for (int i = 0; i < values.length; i++) {
            names.append(i == 0 ? "" : i == values.length - 1 ? " or " : ", ").append(nameOf(values[i]));
        }
        return new ValueType<E>(names.toString()) {
            @Override
            protected E read(String text) {
                return Enum.valueOf(type, text.trim().toUpperCase(Locale.ROOT).replace('-', '_'));
            }
        };
    }

    public static String nameOf(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
