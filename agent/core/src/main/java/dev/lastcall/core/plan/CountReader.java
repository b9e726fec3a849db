package dev.lastcall.core.plan;

import dev.lastcall.core.config.Catalogue;
import dev.lastcall.core.config.Config;
import dev.lastcall.core.config.Entry;
import dev.lastcall.core.config.Names;
import dev.lastcall.core.config.Setting;
import dev.lastcall.core.config.Source;
import dev.lastcall.core.config.ValueType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads what a plan file counts. An entry that cannot be read in full is left out, with a problem. */
final class CountReader {

    private static final String ALL = "count";
    private static final String LEFT_OUT = "this entry is left out";

    private final Config config;
    private final Source file;
    private final Catalogue known;

    CountReader(Config config, Source file, Catalogue known) {
        this.config = config;
        this.file = file;
        this.known = known;
    }

    List<Counted> read() {
        List<Counted> counted = new ArrayList<Counted>();
        known.add(new Setting<String>(ALL, PlanTypes.TEXT, ""));
        Entry list = file.entry(ALL);
        if (list != null && (list.shape() == Entry.Shape.TEXT || !list.items().isEmpty())) {
            config.problem(
                    list.where() + ": " + list.found() + " is not a list of entries such as { kind: task, around:"
                            + " \"com.acme.jobs.Runner#runJob\" }; it is left out");
        }
        for (String number : file.children(ALL)) {
            Counted entry = read(ALL + "." + number);
            if (entry != null) {
                counted.add(entry);
            }
        }
        return counted;
    }

    private Counted read(String key) {
        Entry item = file.entry(key);
        Optional<Counted.Kind> kind =
                config.get(known.add(new Setting<Optional<Counted.Kind>>(key + ".kind", KIND, "", LEFT_OUT)));
        Optional<MethodName> start = method(key + ".start");
        Optional<MethodName> end = method(key + ".end");
        Optional<MethodName> around = method(key + ".around");
        String by = config.get(known.add(new Setting<String>(key + ".key", PlanTypes.KEY, "this")));
        if (item.shape() != Entry.Shape.MAP) {
            config.problem(item.where() + ": " + item.found() + " is not an entry such as { kind: task, around:"
                    + " \"com.acme.jobs.Runner#runJob\" }; " + LEFT_OUT);
            known.add(new Setting<String>(key, PlanTypes.TEXT, ""));
            return null;
        }
        List<String> given = file.children(key);
        boolean pair = given.contains("start") && given.contains("end") && !given.contains("around");
        boolean one = given.contains("around") && !given.contains("start") && !given.contains("end");
        if (!pair && !one) {
            config.problem(item.where() + ": has " + Names.list(methods(given))
                    + ", expected either start and end, or around; " + LEFT_OUT);
            return null;
        }
        if (!given.contains("kind")) {
            config.problem(item.where() + ": has no kind, expected request or task; " + LEFT_OUT);
            return null;
        }
        if (!kind.isPresent()) {
            return null;
        }
        String where = item.where().substring(0, item.where().lastIndexOf(": "));
        if (one) {
            return around.isPresent() ? new Counted(where, kind.get(), around.get(), around.get(), by) : null;
        }
        return start.isPresent() && end.isPresent() ? new Counted(where, kind.get(), start.get(), end.get(), by) : null;
    }

    private static List<String> methods(List<String> keys) {
        List<String> methods = new ArrayList<String>(keys);
        methods.retainAll(Arrays.asList("start", "end", "around"));
        return methods.isEmpty() ? Arrays.asList("no method") : methods;
    }

    private Optional<MethodName> method(String key) {
        return config.get(known.add(new Setting<Optional<MethodName>>(key, PlanTypes.METHOD, "", LEFT_OUT)));
    }

    private static final ValueType<Optional<Counted.Kind>> KIND =
            new ValueType<Optional<Counted.Kind>>("request or task") {
                @Override
                protected Optional<Counted.Kind> read(String text) {
                    return text.isEmpty()
                            ? Optional.<Counted.Kind>empty()
                            : Optional.of(Counted.Kind.valueOf(text.toUpperCase(java.util.Locale.ROOT)));
                }
            };
}
