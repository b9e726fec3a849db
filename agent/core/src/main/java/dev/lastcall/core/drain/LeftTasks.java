package dev.lastcall.core.drain;

import java.util.ArrayList;
import java.util.List;

/** What one look at all executors has found left to do. Immutable. */
final class LeftTasks {

    /** Of thousands the first ones tell what the others are. */
    private static final int MOST_NAMED = 5;

    private final List<Outstanding> outstanding;

    LeftTasks(List<Outstanding> outstanding) {
        this.outstanding = outstanding;
    }

    List<Outstanding> outstanding() {
        return outstanding;
    }

    boolean isNothing() {
        return outstanding.isEmpty();
    }

    int running() {
        int sum = 0;
        for (Outstanding each : outstanding) {
            sum += each.running().size();
        }
        return sum;
    }

    int queued() {
        int sum = 0;
        for (Outstanding each : outstanding) {
            sum += each.queued();
        }
        return sum;
    }

    @Override
    public String toString() {
        List<String> names = new ArrayList<String>();
        for (Outstanding each : outstanding.subList(0, Math.min(MOST_NAMED, outstanding.size()))) {
            names.add(each.executor().toString());
        }
        int more = outstanding.size() - names.size();
        return Text.count(running(), "task") + " running, " + queued() + " queued in " + Text.join(names)
                + (more > 0 ? " and " + more + " more" : "");
    }
}
