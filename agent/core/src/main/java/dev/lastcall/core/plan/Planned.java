package dev.lastcall.core.plan;

import dev.lastcall.core.config.Catalogue;
import dev.lastcall.core.config.Config;
import dev.lastcall.core.config.Setting;
import dev.lastcall.core.config.Settings;
import dev.lastcall.core.config.Source;
import java.io.File;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** A plan file and everything that is stronger, read together. Every problem met is in {@link Config#problems}. */
public final class Planned {

    private final Config config;
    private final DeclaredPlan plan;
    private final Catalogue catalogue;

    private Planned(Config config, DeclaredPlan plan, Catalogue catalogue) {
        this.config = config;
        this.plan = plan;
        this.catalogue = catalogue;
    }

    /**
     * Reads a plan file.
     *
     * @param outside the settings from everywhere else
     * @param libraryLines the names of the library lines that the agent has
     */
    public static Planned read(Config outside, File file, Collection<String> libraryLines) {
        Source source;
        try {
            source = PlanEntries.of(
                    file.getPath(), YamlTree.parse(file.getPath(), PlanText.read(file), outside), outside);
        } catch (Unusable unusable) {
            outside.problem(unusable.getMessage() + "; the default plan is used");
            source = Source.file(Collections.<String, dev.lastcall.core.config.Entry>emptyMap());
        }
        Planned planned = new Reading(outside.over(source), source, new Catalogue(libraryLines)).read();
        planned.config.sortProblems(new ByPlace(file.getPath()));
        return planned;
    }

    /** The settings without a file, checked in the same way. */
    public static Planned withoutFile(Config outside, Collection<String> libraryLines) {
        Catalogue catalogue = new Catalogue(libraryLines);
        for (Setting<?> setting : catalogue.settings()) {
            outside.get(setting);
        }
        catalogue.reportUnknown(outside);
        return new Planned(outside, DeclaredPlan.NONE, catalogue).inBudget();
    }

    private Planned inBudget() {
        Budget budget = Budget.of(config, plan);
        if (budget.isOverdrawn() && budget.isChosen()) {
            config.problem(budget.describe());
        }
        return this;
    }

    /** The settings, those of the file among them. */
    public Config config() {
        return config;
    }

    public DeclaredPlan plan() {
        return plan;
    }

    /** Every setting that means something with this plan. */
    public Catalogue catalogue() {
        return catalogue;
    }

    private static final class Reading {
        private static final Setting<List<String>> TRACK =
                new Setting<List<String>>("track", PlanTypes.CLASSES, "", "it is left out");

        private final Config config;
        private final Source file;
        private final Catalogue known;

        Reading(Config config, Source file, Catalogue known) {
            this.config = config;
            this.file = file;
            this.known = known;
        }

        Planned read() {
            if (file.entry(Settings.CONFIG.key()) != null) {
                config.problem(file.entry(Settings.CONFIG.key()).whereKey()
                        + ": a plan file cannot name another, it is ignored");
            }
            for (Setting<?> setting : known.settings()) {
                config.get(setting);
            }
            List<String> classes = config.get(known.add(TRACK));
            List<Tracked> tracked = new ArrayList<Tracked>();
            for (String name : classes) {
                String where = config.whereIs(TRACK, name);
                tracked.add(
                        new Tracked(where.endsWith(": track") ? where.substring(0, where.length() - 7) : where, name));
            }
            List<Counted> counted = new CountReader(config, file, known).read();
            List<DeclaredPhase> phases = new PhaseReader(config, file, known, classes).read();
            DeclaredPlan plan = new DeclaredPlan(new PlanGraph(config, phases).placed(), tracked, counted);
            known.reportUnknown(config);
            return new Planned(config, plan, known).inBudget();
        }
    }
}
