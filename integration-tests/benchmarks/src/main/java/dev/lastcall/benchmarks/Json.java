package dev.lastcall.benchmarks;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** Maps, collections, numbers and texts as JSON. */
final class Json {
    static String of(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> quote(entry.getKey().toString()) + ":" + of(entry.getValue()))
                    .collect(Collectors.joining(",\n", "{", "}"));
        }
        if (value instanceof Collection<?> all) {
            return all.stream().map(Json::of).collect(Collectors.joining(",", "[", "]"));
        }
        if (value == null || value instanceof Double number && (number.isNaN() || number.isInfinite())) {
            return "null"; // JSON knows no such numbers
        }
        return value instanceof Number || value instanceof Boolean ? value.toString() : quote(String.valueOf(value));
    }

    private static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    private Json() {}
}
