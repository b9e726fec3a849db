package dev.lastcall.weaver;

import dev.lastcall.core.plan.DeclaredPlan;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

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
 * tags   org.eclipse.jetty.server.HttpChannel
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
    public static PointTable read(String text) {
        PointTable table = new PointTable();
        for (String row : text.split("\n")) {
            int comment = row.indexOf('#');
            Iterator<String> words = words(comment < 0 ? row : row.substring(0, comment));
            if (words.hasNext()) {
                try {
                    table.add(words);
                } catch (RuntimeException wrong) {
                    throw new IllegalArgumentException("table of points: cannot read \"" + row + "\"", wrong);
                }
            }
        }
        return table;
    }

    /** By the plainest means: this is read at every start, by code that is not compiled yet. */
    private static Iterator<String> words(String row) {
        List<String> words = new ArrayList<String>();
        for (int from = 0; from < row.length(); ) {
            int space = row.indexOf(' ', from);
            int end = space < 0 ? row.length() : space;
            if (end > from) {
                words.add(row.substring(from, end));
            }
            from = end + 1;
        }
        return words.iterator();
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

    private void add(Iterator<String> words) {
        String kind = words.next();
        if (kind.equals("line")) {
            lines.add(new LineRow(words.next(), words.next()));
        } else if (kind.equals("owns")) {
            current().owns.add(words.next());
        } else if (kind.equals("except")) {
            current().except.add(words.next());
        } else if (kind.equals("shares")) {
            current().shares.add(words.next());
        } else if (kind.equals("needs")) {
            current().needs.add(words.next());
        } else if (kind.equals("opens")) {
            current().opens.add(words.next());
        } else if (kind.equals("everywhere")) {
            current().everywhere.add(words.next());
        } else if (kind.equals("tags")) {
            points.add(PointRow.tag(current(), words.next()));
        } else if (kind.equals("point")) {
            points.add(new PointRow(
                    current(),
                    words.next(),
                    words.next(),
                    PointRow.When.valueOf(words.next().toUpperCase(Locale.ROOT)),
                    words.next(),
                    words.next(),
                    isGated(words)));
        } else {
            throw new IllegalArgumentException(
                    "expected line, needs, owns, except, shares, opens, everywhere, tags or point");
        }
    }

    private static boolean isGated(Iterator<String> words) {
        if (!words.hasNext()) {
            return false;
        }
        String word = words.next();
        if (!word.equals(PointRow.GATED)) {
            throw new IllegalArgumentException("expected nothing or " + PointRow.GATED + ", not " + word);
        }
        return true;
    }

    private LineRow current() {
        return lines.get(lines.size() - 1);
    }
}
