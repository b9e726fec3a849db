package dev.lastcall.core.config;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Finds the keys of a plan file that no setting has asked for; of a whole unknown branch only the root is named. */
final class FileKeys {

    private final Source file;
    private final Map<String, Setting<?>> settings;

    /** Every key on the way to a setting, and one of the settings below it as an example. */
    private final Map<String, String> onTheWay = new HashMap<String, String>();

    FileKeys(Source file, Map<String, Setting<?>> settings) {
        this.file = file;
        this.settings = settings;
        for (String key : settings.keySet()) {
            for (int dot = key.indexOf('.'); dot >= 0; dot = key.indexOf('.', dot + 1)) {
                if (!onTheWay.containsKey(key.substring(0, dot))) {
                    onTheWay.put(key.substring(0, dot), key);
                }
            }
        }
    }

    void report(Config config) {
        report("", config);
    }

    private void report(String parent, Config config) {
        Set<String> candidates = null;
        for (String name : file.children(parent)) {
            String key = parent.isEmpty() ? name : parent + "." + name;
            Entry entry = file.entry(key);
            if (settings.containsKey(key)) {
                continue; // whoever reads it says what is wrong with it
            }
            if (!onTheWay.containsKey(key)) {
                candidates = candidates == null ? candidates(parent) : candidates;
                config.problem(entry.whereKey() + ": no such setting, it is ignored"
                        + Names.nearest(name, candidates, parent.isEmpty() ? "" : parent + "."));
            } else if (entry.shape() == Entry.Shape.MAP) {
                report(key, config);
            } else if (entry.shape() != Entry.Shape.NOTHING) {
                config.problem(entry.where() + ": " + entry.found() + " is not a map of settings such as "
                        + onTheWay.get(key) + "; it is ignored");
            }
        }
    }

    /** What may stand directly below a key. */
    private Set<String> candidates(String parent) {
        String prefix = parent.isEmpty() ? "" : parent + ".";
        Set<String> candidates = new LinkedHashSet<String>();
        for (String key : settings.keySet()) {
            if (key.startsWith(prefix)) {
                int dot = key.indexOf('.', prefix.length());
                candidates.add(key.substring(prefix.length(), dot < 0 ? key.length() : dot));
            }
        }
        return candidates;
    }
}
