package dev.lastcall.core.action;

import dev.lastcall.core.time.Deadline;
import org.slf4j.Logger;

/** What an action may look at while it runs. */
public final class Surroundings {

    private final String action;
    private final Instances instances;
    private final LoadedClasses classes;
    private final Deadline deadline;
    private final Logger log;

    public Surroundings(String action, Instances instances, LoadedClasses classes, Deadline deadline, Logger log) {
        this.action = action;
        this.instances = instances;
        this.classes = classes;
        this.deadline = deadline;
        this.log = log;
    }

    /** The action's name, for its lines in the log. */
    String action() {
        return action;
    }

    Instances instances() {
        return instances;
    }

    LoadedClasses classes() {
        return classes;
    }

    Deadline deadline() {
        return deadline;
    }

    Logger log() {
        return log;
    }
}
