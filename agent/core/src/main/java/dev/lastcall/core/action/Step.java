package dev.lastcall.core.action;

/** What an action of the plan does. Immutable; its toString says it in a few words, without anything secret. */
public interface Step {

    /**
     * Runs on a thread of the action's own, which is interrupted when the time is up.
     *
     * @return what was done, in a few words, for the log; may be empty
     * @throws Failed if it cannot be done; any other exception is a failure too, and is named by its class
     */
    String run(Surroundings surroundings) throws Exception;

    /**
     * Whether there is in this JVM what the action is for: a JVM in which there is nothing else to drain is drained for
     * its sake. Creates and loads nothing of the application's.
     */
    boolean hasTarget(LoadedClasses classes);

    /** A failure that its message describes in full. */
    final class Failed extends Exception {
        public Failed(String message) {
            super(message, null, false, false);
        }
    }
}
