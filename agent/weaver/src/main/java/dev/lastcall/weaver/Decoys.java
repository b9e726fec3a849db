package dev.lastcall.weaver;

import java.util.List;

/**
 * Tells a relocated copy of a library that a line passes by, because it is another line's, from something that is only named
 * like one. Of the first nobody need hear, of the second somebody who wonders why it is not drained.
 */
final class Decoys {

    private final List<LineRow> lines;
    private final Dispatcher dispatcher;

    Decoys(List<LineRow> lines, Dispatcher dispatcher) {
        this.lines = lines;
        this.dispatcher = dispatcher;
    }

    /**
     * One word about a class, of however many lines it has the name.
     *
     * @param points those of one class, whose lines all miss what their versions of the library have
     */
    void look(List<PointRow> points, ClassLoader loader) {
        boolean said = false;
        for (PointRow point : points) {
            if (point.line.isCopy() && !isOfAnyLine(point, loader)) {
                String missing = point.line.missing(loader);
                if (said) {
                    point.line.off = true;
                } else if (isBeside(missing, point)) {
                    said = true;
                    dispatcher.switchOff(
                            point,
                            new Weave.MissingPoint(
                                    point, missing + " is not there: no version of the library that this line knows"));
                }
            }
        }
    }

    private boolean isOfAnyLine(PointRow point, ClassLoader loader) {
        String originalName = point.className.substring(point.line.prefix.length());
        for (LineRow line : lines) {
            if (line.isOfLibrary(originalName) && line.copy(point.line.prefix).isFor(loader)) {
                return true;
            }
        }
        return false;
    }

    /** A client may have a copy of the packages that it needs, and no server. */
    private static boolean isBeside(String missing, PointRow point) {
        return packageOf(missing).equals(packageOf(point.className));
    }

    private static String packageOf(String className) {
        return className.substring(0, className.lastIndexOf('.') + 1);
    }
}
