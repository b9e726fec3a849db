package dev.lastcall.weaver;

import java.util.Arrays;
import java.util.List;

/** Woven once to warm the engine up: its methods need all that the real points need. Never called. */
final class Sample {

    private final Object field;

    Sample(Object field) {
        this.field = field;
    }

    Object instead(Object argument) {
        return argument == null ? field : argument;
    }

    void exit() {}

    static List<PointRow> points() {
        LineRow line = new LineRow("sample", Sample.class.getName());
        String name = Sample.class.getName();
        return Arrays.asList(
                PointRow.tag(line, name),
                new PointRow(line, name, "<init>", PointRow.When.EXIT, "this", "sample"),
                new PointRow(line, name, "instead(Object)", PointRow.When.INSTEAD, "0,field:field", "sample"),
                new PointRow(line, name, "exit()", PointRow.When.EXIT, "this", "sample"),
                new PointRow(line, name, "exit()", PointRow.When.ENTER, "-", PointRow.STIR));
    }
}
