package dev.lastcall.core.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * The settings in force: for each the strongest source that names it, and the default where none does or where the text
 * cannot be read. Immutable but for {@link #problems()}, which fills as settings are read.
 */
public final class Config {

    private final List<Source> sources;
    private final List<String> problems = Collections.synchronizedList(new ArrayList<String>());

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

    public <T> T get(Setting<T> setting) {
        for (Source source : sources) {
            String text = source.text(setting);
            if (text != null) {
                try {
                    return setting.type().read(text);
                } catch (IllegalArgumentException unreadable) {
                    problem(source.name(setting) + ": \"" + text + "\" is not "
                            + setting.type().expected() + "; the default \"" + setting.defaultText() + "\" is used");
                    return setting.defaultValue();
                }
            }
        }
        return setting.defaultValue();
    }

    /** Whether any source names anything at all: if not, every setting has its default and nothing need be checked. */
    public boolean isAnyGiven() {
        for (Source source : sources) {
            if (!source.isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** Reads all settings that have a fixed name, for the problems that this finds; most are needed only by a drain. */
    public void check() {
        for (Setting<?> setting : Settings.fixed()) {
            get(setting);
        }
    }

    private void problem(String problem) {
        if (!problems.contains(problem)) {
            problems.add(problem);
        }
    }

    /** One line for each value that could not be read, in the order of reading. */
    public List<String> problems() {
        return problems;
    }
}
