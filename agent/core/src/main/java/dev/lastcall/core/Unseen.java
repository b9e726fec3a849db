package dev.lastcall.core;

import java.util.ArrayList;
import java.util.List;

/**
 * What nobody sees any more because the code that did has failed: library lines, and entries of a plan, that were switched
 * off. A drain cannot speak for what is theirs. Thread-safe.
 *
 * <p>Each is noted before its work is forgotten: a drain that no longer waits for the one finds the other.
 */
public final class Unseen {

    private final List<String> parts = new ArrayList<String>();
    private boolean known;
    private boolean lost;

    /**
     * @param what was switched off, as logs name it
     * @param inFlight how much of its work was in flight
     * @param noun what such work is called, in the singular
     * @param known whether anything of it was known, such as a listener
     * @param draining whether a drain was under way
     */
    synchronized void add(String what, int inFlight, String noun, boolean known, boolean draining) {
        String work = inFlight + " " + noun + (inFlight == 1 ? "" : "s");
        parts.add(
                inFlight > 0
                        ? work + " no longer seen, " + what + " was switched off"
                        : "what " + what + " knows was not drained, it was switched off");
        this.known |= known || inFlight > 0;
        this.lost |= inFlight > 0 || known && draining;
    }

    /** Whether nothing was switched off. */
    public synchronized boolean isNothing() {
        return parts.isEmpty();
    }

    /** Whether there was something to drain that was not drained. */
    public synchronized boolean isKnown() {
        return known;
    }

    /** Whether work was in flight on it, or a drain under way, when it was switched off. */
    public synchronized boolean isLost() {
        return lost;
    }

    /** Such as {@code 3 requests no longer seen, library line jetty-9 was switched off}. */
    @Override
    public synchronized String toString() {
        return String.join("; ", parts);
    }
}
