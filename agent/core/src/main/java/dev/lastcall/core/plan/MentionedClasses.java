package dev.lastcall.core.plan;

import dev.lastcall.core.config.Config;
import dev.lastcall.core.config.Setting;
import dev.lastcall.core.config.Source;
import dev.lastcall.core.config.ValueType;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The classes that a plan may track or count, known before any of it is checked: checking takes longer than all the rest,
 * and the application's main waits only for these names.
 *
 * <p>Never fewer than the checked plan has: both look at the same settings in the same sources, and checking only leaves out.
 */
final class MentionedClasses {

    private static final List<String> METHODS = Arrays.asList("start", "end", "around");

    private MentionedClasses() {}

    static Set<String> in(Config config, Source file) {
        Set<String> names = new HashSet<String>();
        for (String name : text(config, "track").split(",")) {
            names.add(name.trim());
        }
        for (String entry : file.children("count")) {
            for (String method : METHODS) {
                String text = text(config, "count." + entry + "." + method);
                names.add(text.substring(0, Math.max(0, text.indexOf('#'))));
            }
        }
        names.remove("");
        return names;
    }

    /** As it stands there: the type is not asked, and those of plans would have to be loaded first. */
    private static String text(Config config, String key) {
        return config.textOf(new Setting<Boolean>(key, ValueType.SWITCH, ""));
    }
}
