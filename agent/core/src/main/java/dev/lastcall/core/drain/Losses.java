package dev.lastcall.core.drain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a drain could not save, counted by kind. Thread-safe. */
final class Losses {

    private final Map<String, Integer> counts = new LinkedHashMap<String, Integer>();
    private boolean forced;

    /** Counts what was lost or left behind; {@code kind} is in the singular. */
    synchronized void add(int count, String kind) {
        if (count > 0) {
            Integer before = counts.get(kind);
            counts.put(kind, (before == null ? 0 : before) + count);
        }
    }

    /** A straggler was cut or a phase ran out of time. */
    synchronized void force() {
        forced = true;
    }

    synchronized boolean isForced() {
        return forced;
    }

    @Override
    public synchronized String toString() {
        if (counts.isEmpty()) {
            return "nothing lost";
        }
        List<String> parts = new ArrayList<String>();
        for (Map.Entry<String, Integer> entry : counts.entrySet()) {
            parts.add(Text.count(entry.getValue(), entry.getKey()));
        }
        return Text.join(parts);
    }
}
