package dev.lastcall.dist;

import dev.lastcall.Agent;
import dev.lastcall.core.Core;
import dev.lastcall.core.config.Config;
import dev.lastcall.core.config.Settings;
import dev.lastcall.core.count.Declared;
import dev.lastcall.core.log.Stderr;
import dev.lastcall.core.plan.DeclaredPlan;
import dev.lastcall.core.plan.Planned;
import dev.lastcall.weaver.PointTable;
import java.io.File;
import java.lang.instrument.Instrumentation;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The configuration of this JVM once all of it is read. Where nothing is configured, nothing is loaded for it. */
final class Settled {

    private static final long MOST_WAIT_MILLIS = 500;

    private final Config config;

    /** Null without a plan file. */
    private final DeclaredPlan plan;

    private Settled(Config config, DeclaredPlan plan) {
        this.config = config;
        this.plan = plan;
    }

    static Settled of(Config outside, File jar, Collection<String> libraryLines) {
        Optional<File> file = planFile(outside, jar);
        if (file.isPresent()) {
            return of(Planned.read(outside, file.get(), libraryLines));
        }
        return !outside.isAnyGiven() ? new Settled(outside, null) : of(Planned.withoutFile(outside, libraryLines));
    }

    private static Settled of(Planned planned) {
        return new Settled(planned.config(), planned.plan());
    }

    /** The plan file: the one that is named, which must be there; else the one beside the agent's jar, if it is there. */
    private static Optional<File> planFile(Config outside, File jar) {
        Optional<String> named = outside.get(Settings.CONFIG);
        if (named.isPresent()) {
            return Optional.of(new File(named.get()));
        }
        File beside = new File(jar.getParentFile(), Agent.BESIDE_THE_JAR);
        return beside.exists() ? Optional.of(beside) : Optional.<File>empty();
    }

    Config config() {
        return config;
    }

    /** The classes that the plan file tracks or counts. */
    Collection<String> classNames() {
        return plan == null ? Collections.<String>emptyList() : plan.classNames();
    }

    /** Adds what the plan file tracks and counts to what is woven. */
    void addTo(PointTable table) {
        if (plan != null) {
            table.declare(plan);
        }
    }

    void addTo(Core core, Instrumentation instrumentation) {
        if (plan != null) {
            core.declare(new Declared(core, plan, JvmClasses.of(instrumentation)));
        }
    }

    /**
     * Says all that is wrong, in one block.
     *
     * @return whether the agent should do nothing in this JVM because of it
     */
    boolean complains() {
        List<String> problems = config.problems();
        if (problems.isEmpty()) {
            return false;
        }
        StringBuilder block = new StringBuilder();
        for (String problem : problems) {
            block.append(block.length() == 0 ? "" : System.lineSeparator())
                    .append("Last Call: ")
                    .append(problem);
        }
        boolean disable = config.get(Settings.ON_CONFIG_ERROR) == Settings.OnConfigError.DISABLE;
        if (disable) {
            block.append(System.lineSeparator())
                    .append("Last Call: on-config-error is disable, so the agent does nothing in this JVM");
        }
        say(block.toString());
        return disable;
    }

    /** The JVM may be about to end; and main may wait for this thread. */
    static void say(String lines) {
        Stderr.ofThisProcess().say(lines);
        Stderr.ofThisProcess().flush(MOST_WAIT_MILLIS);
    }
}
