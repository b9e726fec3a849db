package dev.lastcall.harness;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the applications of each cell of the matrix had in flight when they were drained, by the agent's own report. */
public final class Drained {
    private static final Map<String, Pattern> REPORTS = Map.of(
            "requests", Pattern.compile("draining after .*: (\\d+) requests? in flight"),
            "connections", Pattern.compile("draining after .*, (\\d+) connections? borrowed"),
            "tasks", Pattern.compile("drain-tasks done: waited for (\\d+) tasks?"));
    private static final Pattern OVER = Pattern.compile("lastcall - drained (clean|FORCED)");
    private static final Map<String, Integer> MOST = new ConcurrentHashMap<>();

    /**
     * The most that was in flight in any one drain of this cell; 0 if nothing ever was.
     *
     * @param kind requests, connections or tasks
     */
    public static int most(String cell, String kind) {
        return MOST.getOrDefault(kind + " of " + cell, 0);
    }

    /** Only a drain that has ended, well or forced, has drained anything. */
    static void note(String cell, List<String> stderr) {
        if (stderr.stream().noneMatch(line -> OVER.matcher(line).find())) {
            return;
        }
        REPORTS.forEach((kind, report) -> stderr.stream()
                .map(report::matcher)
                .filter(Matcher::find)
                .forEach(found -> MOST.merge(kind + " of " + cell, Integer.valueOf(found.group(1)), Math::max)));
    }

    private Drained() {}
}
