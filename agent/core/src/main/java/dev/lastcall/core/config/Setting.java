package dev.lastcall.core.config;

/** One setting: its dotted key, how its text is read, its default. */
public final class Setting<T> {

    private final String key;
    private final ValueType<T> type;
    private final String defaultText;
    private final String otherwise;

    public Setting(String key, ValueType<T> type, String defaultText) {
        this(key, type, defaultText, "the default \"" + defaultText + "\" is used");
    }

    /** @param otherwise what happens if the text cannot be read and so the default is used */
    public Setting(String key, ValueType<T> type, String defaultText, String otherwise) {
        this.key = key;
        this.type = type;
        this.defaultText = defaultText;
        this.otherwise = otherwise;
    }

    /** The dotted name without the prefix {@code lastcall.}. */
    public String key() {
        return key;
    }

    public ValueType<T> type() {
        return type;
    }

    public String defaultText() {
        return defaultText;
    }

    String otherwise() {
        return otherwise;
    }

    T defaultValue() {
        return type.read(defaultText);
    }

    /** The name of the environment variable: {@code grace-period} is {@code LASTCALL_GRACE_PERIOD}. */
    public String variable() {
        return "LASTCALL_"
                + key.toUpperCase(java.util.Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    @Override
    public String toString() {
        return key;
    }
}
