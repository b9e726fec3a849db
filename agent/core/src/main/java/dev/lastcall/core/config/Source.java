package dev.lastcall.core.config;

import java.util.Map;
import java.util.TreeMap;

/** One place that settings come from, such as the environment: texts by setting key, and how a text is named there. */
public final class Source {

    private final String kind;
    private final Map<String, String> texts = new TreeMap<String, String>();
    private final Map<String, String> names = new TreeMap<String, String>();

    private Source(String kind) {
        this.kind = kind;
    }

    /** System properties {@code lastcall.<key>}. */
    static Source properties(Map<?, ?> properties) {
        Source source = new Source("system property");
        for (Map.Entry<?, ?> entry : properties.entrySet()) {
            if (entry.getKey() instanceof String
                    && entry.getValue() instanceof String
                    && ((String) entry.getKey()).startsWith("lastcall.")) {
                String name = (String) entry.getKey();
                source.put(name.substring("lastcall.".length()), name, (String) entry.getValue());
            }
        }
        return source;
    }

    /** {@code key=value,key=value}; a comma in front of a word without "=" belongs to the value before it. */
    static Source arguments(String arguments) {
        Source source = new Source("agent argument");
        String key = null;
        for (String word : arguments.split(",")) {
            int equals = word.indexOf('=');
            if (equals >= 0) {
                key = word.substring(0, equals).trim();
                source.put(key, key, word.substring(equals + 1));
            } else if (key != null) {
                source.put(key, key, source.texts.get(key) + "," + word);
            } else if (!word.trim().isEmpty()) {
                source.put(word.trim(), word.trim(), "");
            }
        }
        return source;
    }

    /** Variables {@code LASTCALL_<KEY>}; which key a name means is known only to the settings, so the name stays. */
    static Source environment(Map<String, String> environment) {
        Source source = new Source("environment variable");
        for (Map.Entry<String, String> entry : environment.entrySet()) {
            if (entry.getKey().startsWith("LASTCALL_")) {
                source.put(entry.getKey(), entry.getKey(), entry.getValue());
            }
        }
        return source;
    }

    private void put(String key, String name, String text) {
        texts.put(key, text);
        names.put(key, name);
    }

    String text(Setting<?> setting) {
        return texts.get(keyHere(setting));
    }

    /** How an error names a setting of this source. */
    String name(Setting<?> setting) {
        return kind + " " + names.get(keyHere(setting));
    }

    boolean isEmpty() {
        return texts.isEmpty();
    }

    private String keyHere(Setting<?> setting) {
        return kind.equals("environment variable") ? setting.variable() : setting.key();
    }
}
