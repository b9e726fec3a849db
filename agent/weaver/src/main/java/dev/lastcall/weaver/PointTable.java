package dev.lastcall.weaver;

import dev.lastcall.core.plan.DeclaredPlan;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringTokenizer;

/**
 * What is woven: the tables of all library lines, one after the other. Read before there is a core to weave for, for it says
 * which classes libraries own. For one thread.
 *
 * <pre>
 * line   jetty-9  dev.lastcall.library.jetty9.Jetty9
 * needs  org.eclipse.jetty.server.HttpChannelOverHttp
 * owns   org.eclipse.jetty.
 * except com.acme.fork.
 * shares dev.lastcall.library.jetty.
 * opens  java.base/java.util.concurrent
 * # class                               method                       when   passes  calls
 * point  org.eclipse.jetty…HttpChannel  onRequest(MetaData$Request)  enter  this    requestBegins
 * point  org.eclipse.jetty…HttpChannel  commit(MetaData$Response)    enter  this    commits        gated
 * </pre>
 */
public final class PointTable {

    final List<LineRow> lines = new ArrayList<LineRow>();
    final List<PointRow> points = new ArrayList<PointRow>();

    private PointTable() {}

    /** @throws IllegalArgumentException if a row cannot be read; says which and what was expected */
    public static PointTable read(Reader text) throws IOException {
        PointTable table = new PointTable();
        BufferedReader reader = new BufferedReader(text);
        for (String row = reader.readLine(); row != null; row = reader.readLine()) {
            int comment = row.indexOf('#');
            StringTokenizer words = new StringTokenizer(comment < 0 ? row : row.substring(0, comment));
            if (words.hasMoreTokens()) {
                try {
                    table.add(words);
                } catch (RuntimeException wrong) {
                    throw new IllegalArgumentException("table of points: cannot read \"" + row + "\"", wrong);
                }
            }
        }
        return table;
    }

    /** The packages of all libraries. */
    public List<String> owned() {
        List<String> owned = new ArrayList<String>();
        for (LineRow line : lines) {
            owned.addAll(line.owns);
        }
        return owned;
    }

    public List<String> lineNames() {
        List<String> names = new ArrayList<String>();
        for (LineRow line : lines) {
            names.add(line.name);
        }
        return names;
    }

    /** Adds what a plan file tracks and counts. */
    public void declare(DeclaredPlan plan) {
        DeclaredPoints.add(this, plan);
    }

    /** Leaves a line out. */
    public void switchOff(String name) {
        for (LineRow line : lines) {
            if (line.name.equals(name)) {
                line.off = true;
            }
        }
    }

    /** Has relocated copies of a line's library left alone. */
    public void switchCopiesOff(String name) {
        for (LineRow line : lines) {
            if (line.name.equals(name)) {
                line.switchCopiesOff();
            }
        }
    }

    private void add(StringTokenizer words) {
        String kind = words.nextToken();
        if (kind.equals("line")) {
            lines.add(new LineRow(words.nextToken(), words.nextToken()));
        } else if (kind.equals("owns")) {
            current().owns.add(words.nextToken());
        } else if (kind.equals("except")) {
            current().except.add(words.nextToken());
        } else if (kind.equals("shares")) {
            current().shares.add(words.nextToken());
        } else if (kind.equals("needs")) {
            current().needs.add(words.nextToken());
        } else if (kind.equals("opens")) {
            current().opens.add(words.nextToken());
        } else if (kind.equals("everywhere")) {
            current().everywhere.add(words.nextToken());
        } else if (kind.equals("point")) {
            points.add(new PointRow(
                    current(),
                    words.nextToken(),
                    words.nextToken(),
                    PointRow.When.valueOf(words.nextToken().toUpperCase(Locale.ROOT)),
                    words.nextToken(),
                    words.nextToken(),
                    isGated(words)));
        } else {
            throw new IllegalArgumentException(
                    "expected line, needs, owns, except, shares, opens, everywhere or point");
        }
    }

    private static boolean isGated(StringTokenizer words) {
        if (!words.hasMoreTokens()) {
            return false;
        }
        String word = words.nextToken();
        if (!word.equals(PointRow.GATED)) {
            throw new IllegalArgumentException("expected nothing or " + PointRow.GATED + ", not " + word);
        }
        return true;
    }

    private LineRow current() {
        return lines.get(lines.size() - 1);
    }
}
