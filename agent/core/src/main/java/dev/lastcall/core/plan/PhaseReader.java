package dev.lastcall.core.plan;

import dev.lastcall.core.config.Catalogue;
import dev.lastcall.core.config.Config;
import dev.lastcall.core.config.Entry;
import dev.lastcall.core.config.Names;
import dev.lastcall.core.config.PhaseSettings;
import dev.lastcall.core.config.Setting;
import dev.lastcall.core.config.Source;
import dev.lastcall.core.config.StandardPhase;
import dev.lastcall.core.config.ValueType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads the phases that a plan file adds to the default ones. */
final class PhaseReader {

    private static final String DEFAULT_TIMEOUT = "5s";

    /** Some time even when a stuck request has taken all that it could get: whoever declares a phase wants it to run. */
    private static final String DEFAULT_RESERVE = "1s";

    /** Each runs on a thread of its own. */
    private static final int MOST = 200;

    private final Config config;
    private final Source file;
    private final Catalogue known;
    private final List<String> tracked;

    PhaseReader(Config config, Source file, Catalogue known, List<String> tracked) {
        this.config = config;
        this.file = file;
        this.known = known;
        this.tracked = tracked;
    }

    List<DeclaredPhase> read() {
        List<DeclaredPhase> phases = new ArrayList<DeclaredPhase>();
        String tooMany = "";
        for (String name : file.children("phases")) {
            if (!StandardPhase.named(name).isPresent()) {
                if (phases.size() < MOST && isPhase(name)) {
                    phases.add(read(name));
                } else {
                    known.add(new Setting<String>("phases." + name, PlanTypes.TEXT, ""));
                    tooMany = phases.size() == MOST && tooMany.isEmpty() ? name : tooMany;
                }
            }
        }
        if (!tooMany.isEmpty()) {
            config.problem(file.entry("phases." + tooMany).whereKey() + ": found more than " + MOST
                    + " phases of your own; it and those after it are left out");
        }
        return phases;
    }

    private boolean isPhase(String name) {
        Entry entry = file.entry("phases." + name);
        List<String> keys = file.children("phases." + name);
        if (!keys.contains("actions") && !keys.contains("interrupt-threads")) {
            config.problem(
                    entry.whereKey() + ": no such phase, and one of your own has actions or interrupt-threads; it is"
                            + " left out" + Names.nearest(name, standardNames()));
            return false;
        }
        if (!PlanEntries.slug(name).equals(name)) {
            config.problem(
                    entry.whereKey() + ": \"" + name + "\" is not a name of small letters, digits and hyphens, such as"
                            + " persist-state; it is left out");
            return false;
        }
        return true;
    }

    private DeclaredPhase read(String name) {
        Duration timeout = config.get(known.add(PhaseSettings.timeout(name, DEFAULT_TIMEOUT)));
        return new DeclaredPhase(
                name,
                config.get(known.add(after(name))),
                config.get(known.add(before(name))),
                config.get(known.add(PhaseSettings.enabled(name))),
                timeout,
                config.get(known.add(PhaseSettings.reserve(name, DEFAULT_RESERVE))),
                config.get(
                        known.add(new Setting<Boolean>("phases." + name + ".sequential", ValueType.SWITCH, "false"))),
                config.get(known.add(new Setting<OnFailure>(
                        "phases." + name + ".on-failure", ValueType.oneOf(OnFailure.class), "continue"))),
                new ActionReader(config, file, known, tracked, name, timeout).read());
    }

    static Setting<List<String>> after(String name) {
        return new Setting<List<String>>("phases." + name + ".after", PlanTypes.PHASES, "", "it is ignored");
    }

    static Setting<List<String>> before(String name) {
        return new Setting<List<String>>("phases." + name + ".before", PlanTypes.PHASES, "", "it is ignored");
    }

    static List<String> standardNames() {
        List<String> names = new ArrayList<String>();
        for (StandardPhase phase : StandardPhase.values()) {
            names.add(phase.phaseName());
        }
        return names;
    }
}
