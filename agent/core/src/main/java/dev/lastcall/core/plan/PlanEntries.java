package dev.lastcall.core.plan;

import dev.lastcall.core.config.Config;
import dev.lastcall.core.config.Entry;
import dev.lastcall.core.config.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A plan file as one map from dotted keys to what stands there. An item of a list of maps gets a key too: the item's name,
 * or its number from 1 if it has none, so that it can be overridden from outside like everything else:
 * {@code phases.persist-state.actions.flush-cache.timeout}.
 */
final class PlanEntries {

    private final String file;
    private final Config config;
    private final Map<String, Entry> entries = new LinkedHashMap<String, Entry>();

    private PlanEntries(String file, Config config) {
        this.file = file;
        this.config = config;
    }

    /** @param config told of keys that stand twice, once with dots and once without */
    static Source of(String file, Node root, Config config) throws Unusable {
        PlanEntries plan = new PlanEntries(file, config);
        if (root.kind == Node.Kind.MAP) {
            plan.addAll("", root);
        } else if (root.kind != Node.Kind.NOTHING) {
            throw new Unusable(
                    file + ":" + root.place + ": found " + (root.kind == Node.Kind.LIST ? "a list" : "a text")
                            + ", expected keys such as grace-period: 25s");
        }
        return Source.file(plan.entries);
    }

    private void addAll(String parent, Node map) {
        for (Map.Entry<String, Node.Pair> pair : map.pairs.entrySet()) {
            if (isTooDeep(pair.getKey())) {
                config.problem(where(pair.getValue().place, Entry.quoted(pair.getKey())) + ": has more than "
                        + YamlTree.DEEPEST + " parts, expected a setting; it is ignored");
            } else {
                add(onTheWay(parent, pair.getKey(), pair.getValue()), pair.getValue());
            }
        }
    }

    private static boolean isTooDeep(String key) {
        int dots = 0;
        for (int i = 0; i < key.length(); i++) {
            dots += key.charAt(i) == '.' ? 1 : 0;
        }
        return dots >= YamlTree.DEEPEST;
    }

    /** A key with dots stands for the maps that it could have been written as. */
    private String onTheWay(String parent, String key, Node.Pair pair) {
        String full = parent.isEmpty() ? key : parent + "." + key;
        for (int dot = full.indexOf('.', parent.length() + 1); dot >= 0; dot = full.indexOf('.', dot + 1)) {
            String above = full.substring(0, dot);
            if (!entries.containsKey(above)) {
                entries.put(above, Entry.map(where(pair.place, above)));
            }
        }
        return full;
    }

    private void add(String key, Node.Pair pair) {
        Node node = pair.value;
        Entry before = entries.get(key);
        boolean parts = before != null && before.shape() == Entry.Shape.MAP && node.kind == Node.Kind.MAP;
        if (before != null && !parts) {
            config.problem(
                    where(pair.place, key) + ": stands here a second time, expected once; the first one is used");
            return;
        }
        if (!parts) {
            entries.put(key, entry(node, key).withKeyAt(where(pair.place, key)));
        }
        if (node.kind == Node.Kind.MAP) {
            addAll(key, node);
        } else if (holdsMaps(node)) {
            addItems(key, node);
        }
    }

    private void addItems(String key, Node list) {
        int number = 0;
        for (Node item : list.items) {
            number++;
            Node.Pair name = item.pairs.get("name");
            String slug = name == null ? "" : slug(name.value.text);
            String below = key + "." + (slug.isEmpty() ? String.valueOf(number) : slug);
            while (entries.containsKey(below)) {
                below += "-" + number;
            }
            entries.put(below, entry(item, below));
            addAll(below, item);
        }
    }

    private Entry entry(Node node, String key) {
        String where = where(node.place, key);
        switch (node.kind) {
            case TEXT:
                return Entry.text(node.text, where);
            case MAP:
                return Entry.map(where);
            case NOTHING:
                return Entry.nothing(where);
            default:
                if (holdsMaps(node)) {
                    return Entry.map(where);
                }
                List<Entry> items = new ArrayList<Entry>();
                for (Node item : node.items) {
                    items.add(entry(item, key));
                }
                return Entry.list(items, where);
        }
    }

    private static boolean holdsMaps(Node node) {
        for (Node item : node.items) {
            if (item.kind == Node.Kind.MAP) {
                return true;
            }
        }
        return false;
    }

    private String where(String place, String key) {
        return file + ":" + place + ": " + key;
    }

    /** A name as a part of a key: letters, digits, and a hyphen for all else. */
    static String slug(String name) {
        StringBuilder slug = new StringBuilder();
        for (char c : name.toLowerCase(Locale.ROOT).toCharArray()) {
            if (c >= 'a' && c <= 'z' || c >= '0' && c <= '9') {
                slug.append(c);
            } else if (slug.length() > 0 && slug.charAt(slug.length() - 1) != '-') {
                slug.append('-');
            }
        }
        int end = slug.length();
        return end > 0 && slug.charAt(end - 1) == '-' ? slug.substring(0, end - 1) : slug.toString();
    }
}
