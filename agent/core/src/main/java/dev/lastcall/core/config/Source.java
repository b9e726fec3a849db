package dev.lastcall.core.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** One place that settings come from, such as the environment. Unchanged once it is read; for one thread at a time. */
public final class Source {

    private static final String PROPERTY_PREFIX = "lastcall.";
    private static final String VARIABLE_PREFIX = "LASTCALL_";

    private final String kind;
    private final Map<String, Entry> entries;

    /** Made at the first question, which comes when all entries are there. */
    private Map<String, List<String>> childrenByKey;

    private Source(String kind, Map<String, Entry> entries) {
        this.kind = kind;
        this.entries = entries;
    }

    /** System properties {@code lastcall.<key>}. */
    static Source properties(Map<?, ?> properties) {
        Source source = new Source("system property", new TreeMap<String, Entry>());
        for (Map.Entry<?, ?> entry : properties.entrySet()) {
            if (entry.getKey() instanceof String
                    && entry.getValue() instanceof String
                    && ((String) entry.getKey()).startsWith(PROPERTY_PREFIX)) {
                String name = (String) entry.getKey();
                source.put(name.substring(PROPERTY_PREFIX.length()), name, (String) entry.getValue());
            }
        }
        return source;
    }

    /** {@code key=value,key=value}; a comma in front of a word without "=" belongs to the value before it. */
    static Source arguments(String arguments) {
        Source source = new Source("agent argument", new TreeMap<String, Entry>());
        String key = null;
        StringBuilder value = new StringBuilder();
        for (String word : arguments.split(",")) {
            int equals = word.indexOf('=');
            if (equals >= 0) {
                source.putArgument(key, value);
                key = word.substring(0, equals).trim();
                value.append(word, equals + 1, word.length());
            } else if (key != null) {
                value.append(',').append(word);
            } else if (!word.trim().isEmpty()) {
                source.put(word.trim(), word.trim(), "");
            }
        }
        source.putArgument(key, value);
        return source;
    }

    private void putArgument(String key, StringBuilder value) {
        if (key != null) {
            put(key, key, value.toString());
            value.setLength(0);
        }
    }

    /** Variables {@code LASTCALL_<KEY>}; which key a name means is known only to the settings, so the name stays. */
    static Source environment(Map<String, String> environment) {
        Source source = new Source("environment variable", new TreeMap<String, Entry>());
        for (Map.Entry<String, String> entry : environment.entrySet()) {
            if (entry.getKey().startsWith(VARIABLE_PREFIX)) {
                source.put(entry.getKey(), entry.getKey(), entry.getValue());
            }
        }
        return source;
    }

    /** A plan file: what stands under each dotted key, the maps on the way too, in the order of the file. */
    public static Source file(Map<String, Entry> entries) {
        return new Source("file", new LinkedHashMap<String, Entry>(entries));
    }

    /** The names directly below a key, in their order; the keys at the top for the empty text. */
    public List<String> children(String key) {
        if (childrenByKey == null) {
            childrenByKey = new HashMap<String, List<String>>();
            for (String each : entries.keySet()) {
                int dot = each.lastIndexOf('.');
                childrenOf(each.substring(0, Math.max(0, dot))).add(each.substring(dot + 1));
            }
        }
        List<String> children = childrenByKey.get(key);
        return children == null ? Collections.<String>emptyList() : children;
    }

    private List<String> childrenOf(String key) {
        List<String> children = childrenByKey.get(key);
        if (children == null) {
            children = new ArrayList<String>();
            childrenByKey.put(key, children);
        }
        return children;
    }

    private void put(String key, String name, String text) {
        entries.put(key, Entry.text(text, kind + " " + name));
    }

    /** What this source says of a setting, or null. */
    Entry entry(Setting<?> setting) {
        return entries.isEmpty() ? null : entries.get(keyHere(setting));
    }

    /** What stands under a key as it is spelt here, or null. */
    public Entry entry(String keyHere) {
        return entries.get(keyHere);
    }

    /** Under which key a setting would be found here: variables have their own spelling. */
    String keyHere(Setting<?> setting) {
        return isEnvironment() ? setting.variable() : setting.key();
    }

    /** How a user writes a key in this source. */
    String written(Setting<?> setting) {
        return kind.equals("system property") ? PROPERTY_PREFIX + setting.key() : keyHere(setting);
    }

    Set<String> keys() {
        return entries.keySet();
    }

    boolean isFile() {
        return kind.equals("file");
    }

    private boolean isEnvironment() {
        return kind.equals("environment variable");
    }
}
