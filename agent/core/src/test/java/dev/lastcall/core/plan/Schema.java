package dev.lastcall.core.plan;

import dev.lastcall.core.config.Catalogue;
import dev.lastcall.core.config.Config;
import dev.lastcall.core.config.ListType;
import dev.lastcall.core.config.Setting;
import dev.lastcall.core.config.Settings;
import dev.lastcall.core.config.ValueType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The JSON Schema of a plan file, made of the settings that reading one asks for: those of a plan that has one phase of its
 * own, one action and one counted entry are what any phase, action and entry may have.
 */
final class Schema {

    private static final String SAMPLE = """
            phases: { own: { interrupt-threads: [a], actions: [{ name: any, call: a.B.c() }] } }
            count: [{ kind: task, around: "a.B#c" }]
            """;

    private final Map<String, Object> settings = new LinkedHashMap<>();
    private final Map<String, Object> phase = new LinkedHashMap<>();
    private final Map<String, Object> action = new LinkedHashMap<>();
    private final Map<String, Object> count = new LinkedHashMap<>();

    String json() throws IOException {
        for (Setting<?> setting : sample().settings()) {
            put(setting);
        }
        Map<String, Object> phases = properties(properties(settings).get("phases"));
        Map<String, Object> own = object(phase);
        properties(own).put("actions", ordered("type", "array", "items", object(action)));
        Map<String, Object> all = object(settings);
        Map<String, Object> phasesObject = object(phases);
        phasesObject.put("additionalProperties", own);
        settings.put("phases", phasesObject);
        settings.put("count", ordered("type", "array", "items", object(count)));
        settings.put(
                "libraries",
                ordered(
                        "type",
                        "object",
                        "additionalProperties",
                        object(ordered(
                                "enabled",
                                type(Settings.libraryEnabled("any").type()),
                                "relocations",
                                type(Settings.libraryRelocations("any").type())))));
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "http://json-schema.org/draft-07/schema#");
        schema.put("title", "A plan of Last Call");
        schema.putAll(all);
        return write(schema, "") + "\n";
    }

    private static Catalogue sample() throws IOException {
        Path file = Files.createTempFile("sample", ".yaml");
        try {
            Files.writeString(file, SAMPLE);
            Planned planned = Planned.read(Config.read(null, Map.of(), Map.of()), file.toFile(), List.of());
            if (!planned.config().problems().isEmpty()) {
                throw new IllegalStateException(planned.config().problems().toString());
            }
            return planned.catalogue();
        } finally {
            Files.delete(file);
        }
    }

    private void put(Setting<?> setting) {
        String key = setting.key();
        if (key.startsWith("phases.own.actions.any.")) {
            put(action, key.substring("phases.own.actions.any.".length()), type(setting.type()));
        } else if (key.startsWith("phases.own.") && !key.equals("phases.own.actions")) {
            put(phase, key.substring("phases.own.".length()), type(setting.type()));
        } else if (key.startsWith("count.1.")) {
            put(count, key.substring("count.1.".length()), type(setting.type()));
        } else if (!key.startsWith("phases.own") && !key.equals("count") && !key.equals("config")) {
            put(settings, key, type(setting.type()));
        }
    }

    private static void put(Map<String, Object> into, String key, Map<String, Object> type) {
        int dot = key.indexOf('.');
        if (dot < 0) {
            into.put(key, type);
        } else {
            Object child = into.computeIfAbsent(key.substring(0, dot), any -> object(new LinkedHashMap<>()));
            put(properties(child), key.substring(dot + 1), type);
        }
    }

    private static Map<String, Object> object(Map<String, Object> properties) {
        return ordered("type", "object", "additionalProperties", false, "properties", properties);
    }

    @SuppressWarnings("unchecked") // made by object()
    private static Map<String, Object> properties(Object object) {
        Map<String, Object> map = (Map<String, Object>) object;
        return map.containsKey("properties") ? (Map<String, Object>) map.get("properties") : map;
    }

    private static Map<String, Object> type(ValueType<?> type) {
        if (type == ValueType.SWITCH) {
            return ordered("type", "boolean");
        }
        if (type instanceof ListType) {
            Map<String, Object> text =
                    ordered("type", type == ValueType.PORTS ? List.of("string", "integer") : "string");
            return ordered(
                    "description", type.expected(), "oneOf", List.of(ordered("type", "array", "items", text), text));
        }
        if (type == ValueType.TIMEOUT) {
            return ordered("type", "string", "pattern", "^([0-9]+ *(ms|s|m|h)|rest)$", "description", type.expected());
        }
        if (type.expected().startsWith("a duration")) {
            return ordered("type", "string", "pattern", "^[0-9]+ *(ms|s|m|h)$", "description", type.expected());
        }
        Matcher number = Pattern.compile("a number from (\\d+) to (\\d+).*").matcher(type.expected());
        if (number.matches()) {
            return ordered(
                    "type",
                    "integer",
                    "minimum",
                    Integer.valueOf(number.group(1)),
                    "maximum",
                    Integer.valueOf(number.group(2)));
        }
        List<String> choices = Arrays.asList(type.expected().split(", | or "));
        if (choices.size() > 1 && choices.stream().allMatch(choice -> choice.matches("[a-z-]+"))) {
            return ordered("enum", choices);
        }
        return ordered("type", List.of("string", "integer"), "description", type.expected());
    }

    private static Map<String, Object> ordered(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }

    private static String write(Object value, String indent) {
        String deeper = indent + "  ";
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> deeper + quoted(entry.getKey()) + ": " + write(entry.getValue(), deeper))
                    .collect(Collectors.joining(",\n", "{\n", "\n" + indent + "}"));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(item -> write(item, deeper)).collect(Collectors.joining(", ", "[", "]"));
        }
        return value instanceof String ? quoted(value) : String.valueOf(value);
    }

    private static String quoted(Object text) {
        return '"' + text.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
