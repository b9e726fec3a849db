package dev.lastcall.weaver;

import dev.lastcall.core.plan.Counted;
import dev.lastcall.core.plan.DeclaredPlan;
import dev.lastcall.core.plan.MethodName;
import dev.lastcall.core.plan.Tracked;

/**
 * Rows of a table of points made from a plan file. Each entry is a line of its own, so that one which does not fit its class
 * takes no other with it. What is called says which entry it is: a class, or the place of its declaration.
 */
final class DeclaredPoints {

    private static final String LINE = "dev.lastcall.library.declared.DeclaredLine";

    private final PointTable table;

    private DeclaredPoints(PointTable table) {
        this.table = table;
    }

    static void add(PointTable table, DeclaredPlan plan) {
        DeclaredPoints points = new DeclaredPoints(table);
        for (Tracked tracked : plan.tracked()) {
            LineRow line = points.line("track", tracked.where());
            points.point(
                    line, tracked.className(), "<init>", PointRow.When.EXIT, "this", "tracked " + tracked.className());
        }
        for (Counted counted : plan.counted()) {
            LineRow line = points.line("count", counted.where());
            if (counted.isAround()) {
                points.point(line, counted.start(), PointRow.When.ENTER, "-", "enters " + counted.where());
                points.point(line, counted.end(), PointRow.When.EXIT, "-", "leaves " + counted.where());
            } else {
                points.point(line, counted.start(), PointRow.When.ENTER, counted.key(), "begins " + counted.where());
                points.point(line, counted.end(), PointRow.When.EXIT, counted.key(), "ends " + counted.where());
            }
        }
    }

    private LineRow line(String kind, String where) {
        LineRow line = new LineRow(kind + " " + where, LINE, where);
        table.lines.add(line);
        return line;
    }

    private void point(LineRow line, MethodName method, PointRow.When when, String passes, String call) {
        point(line, method.className(), method.method(), when, passes, call);
    }

    private void point(LineRow line, String className, String method, PointRow.When when, String passes, String call) {
        table.points.add(new PointRow(line, className, method, when, passes, call));
    }
}
