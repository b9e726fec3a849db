package dev.lastcall.core.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The settings in force: for each the strongest source that names it, and the default where none does or where the text
 * cannot be read. Immutable but for {@link #problems()}, which fills as settings are read.
 */
public final class Config {

    private final List<Source> sources;
    private final List<String> problems = Collections.synchronizedList(new ArrayList<String>());

    /** The same, to tell whether one is known. Guarded by {@link #problems}. */
    private final Set<String> known = new HashSet<String>();

    private Config(List<Source> sources) {
        this.sources = sources;
    }

    /**
     * @param arguments what follows {@code -javaagent:….jar=}, or null
     */
    public static Config read(String arguments, Map<String, String> environment, Map<?, ?> properties) {
        return new Config(Arrays.asList(
                Source.properties(properties),
                Source.arguments(arguments == null ? "" : arguments),
                Source.environment(environment)));
    }

    /** These settings, and what a file says where they say nothing. Knows the problems met so far. */
    public Config over(Source file) {
        List<Source> all = new ArrayList<Source>(sources);
        all.add(file);
        Config with = new Config(all);
        synchronized (problems) {
            with.problems.addAll(problems);
            with.known.addAll(known);
        }
        return with;
    }

    public <T> T get(Setting<T> setting) {
        Entry entry = entry(setting);
        return entry == null ? setting.defaultValue() : new EntryReader(this).read(setting, entry);
    }

    /** What the strongest source says that names the setting, or null. */
    private Entry entry(Setting<?> setting) {
        for (Source source : sources) {
            Entry entry = source.entry(setting);
            if (entry != null) {
                return entry;
            }
        }
        return null;
    }

    /** Whether any source names the setting. */
    public boolean isSet(Setting<?> setting) {
        return entry(setting) != null;
    }

    /** Where the setting's value comes from: how the strongest source that names it is called, or {@code default}. */
    public String whereIs(Setting<?> setting) {
        Entry entry = entry(setting);
        return entry == null ? "default" : entry.where();
    }

    /** The same for one word of a list: in a file each has a place of its own. */
    public String whereIs(Setting<?> setting, String word) {
        Entry entry = entry(setting);
        if (entry != null) {
            for (Entry item : entry.items()) {
                if (item.text().trim().equals(word)) {
                    return item.where();
                }
            }
        }
        return whereIs(setting);
    }

    /** The setting's text as the strongest source has it; the default's where none names it. */
    public String textOf(Setting<?> setting) {
        Entry entry = entry(setting);
        return entry == null ? setting.defaultText() : entry.plain();
    }

    /** Whether any source names anything at all: if not, every setting has its default and nothing need be checked. */
    public boolean isAnyGiven() {
        for (Source source : sources) {
            if (!source.keys().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    List<Source> sources() {
        return sources;
    }

    /** Adds to {@link #problems}, unless it is known. */
    public void problem(String problem) {
        synchronized (problems) {
            if (known.add(problem)) {
                problems.add(problem);
            }
        }
    }

    /** Puts the problems into another order than that of reading. */
    public void sortProblems(Comparator<String> order) {
        synchronized (problems) {
            Collections.sort(problems, order);
        }
    }

    /** One line for each value that could not be read, in the order of reading unless it was sorted. */
    public List<String> problems() {
        return problems;
    }
}
