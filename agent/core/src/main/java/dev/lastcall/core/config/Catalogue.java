package dev.lastcall.core.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All settings that mean something in this JVM: the fixed ones, those of phases and library lines, those of the plan's own
 * phases. What a source names beyond them is a slip, and worth a word.
 */
public final class Catalogue {

    private final Map<String, Setting<?>> settings = new LinkedHashMap<String, Setting<?>>();

    /** @param libraryLines the names of the library lines that the agent has */
    public Catalogue(Collection<String> libraryLines) {
        for (Setting<?> setting : Settings.fixed()) {
            add(setting);
        }
        for (StandardPhase phase : StandardPhase.values()) {
            add(phase.enabled());
            add(phase.timeout());
            add(phase.reserve());
        }
        for (String line : libraryLines) {
            add(Settings.libraryEnabled(line));
            add(Settings.libraryRelocations(line));
        }
    }

    public <T> Setting<T> add(Setting<T> setting) {
        settings.put(setting.key(), setting);
        return setting;
    }

    public List<Setting<?>> settings() {
        return new ArrayList<Setting<?>>(settings.values());
    }

    /** Adds a problem for each thing that a source names and that is no setting. */
    public void reportUnknown(Config config) {
        for (Source source : config.sources()) {
            if (source.isFile()) {
                new FileKeys(source, settings).report(config);
            } else if (!source.keys().isEmpty()) {
                reportUnknown(source, config);
            }
        }
    }

    private void reportUnknown(Source source, Config config) {
        Map<String, String> known = new LinkedHashMap<String, String>();
        for (Setting<?> setting : settings.values()) {
            known.put(source.keyHere(setting), source.written(setting));
        }
        for (String key : source.keys()) {
            if (!known.containsKey(key)) {
                Entry entry = source.entry(key);
                String name = entry.where().substring(entry.where().lastIndexOf(' ') + 1);
                config.problem(
                        entry.where() + ": no such setting, it is ignored" + Names.nearest(name, known.values()));
            }
        }
    }
}
