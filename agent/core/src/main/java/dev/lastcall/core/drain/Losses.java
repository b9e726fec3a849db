package dev.lastcall.core.drain;

import dev.lastcall.core.Unseen;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a drain could not save, counted by kind. Thread-safe. */
final class Losses {

    private final Map<Loss, Integer> counts = new LinkedHashMap<Loss, Integer>();
    private boolean forced;

    /** Counts what was lost or left behind: a noun in the singular, and what became of it. */
    synchronized void add(int count, String noun, String fate) {
        if (count > 0) {
            Loss loss = new Loss(noun, fate);
            Integer before = counts.get(loss);
            counts.put(loss, (before == null ? 0 : before) + count);
        }
    }

    /** A straggler was cut or a phase ran out of time. */
    synchronized void force() {
        forced = true;
    }

    synchronized boolean isForced() {
        return forced;
    }

    /** The same, and what nobody has seen: then it cannot be said that nothing was lost. */
    synchronized String besides(Unseen unseen) {
        if (unseen.isNothing()) {
            return toString();
        }
        return (counts.isEmpty() ? "" : this + "; ") + unseen;
    }

    @Override
    public synchronized String toString() {
        if (counts.isEmpty()) {
            return "nothing lost";
        }
        List<String> parts = new ArrayList<String>();
        for (Map.Entry<Loss, Integer> entry : counts.entrySet()) {
            parts.add(Text.count(entry.getValue(), entry.getKey().noun) + " " + entry.getKey().fate);
        }
        return Text.join(parts);
    }

    private static final class Loss {
        final String noun;
        final String fate;

        Loss(String noun, String fate) {
            this.noun = noun;
            this.fate = fate;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Loss && ((Loss) other).noun.equals(noun) && ((Loss) other).fate.equals(fate);
        }

        @Override
        public int hashCode() {
            return noun.hashCode() * 31 + fate.hashCode();
        }
    }
}
