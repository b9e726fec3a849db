package dev.lastcall.weaver;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether a class that is being loaded has points: one look-up in one hash map, by its simple name; where that is known, by
 * the end of the whole name, for whatever stands before it may be the prefix of a relocated copy. Immutable.
 */
final class LookUp {

    private final Map<String, List<PointRow>> bySimpleName = new HashMap<String, List<PointRow>>();

    LookUp(List<PointRow> points) {
        for (PointRow point : points) {
            String simple = simpleName(point.className, '.');
            List<PointRow> rows = bySimpleName.get(simple);
            if (rows == null) {
                rows = new ArrayList<PointRow>();
                bySimpleName.put(simple, rows);
            }
            rows.add(point);
        }
    }

    /** The points of a class; empty, without allocating more than its simple name, for nearly every class there is. */
    List<PointRow> pointsOf(String internalName) {
        List<PointRow> candidates = bySimpleName.get(simpleName(internalName, '/'));
        return candidates == null
                ? Collections.<PointRow>emptyList()
                : fitting(candidates, internalName.replace('/', '.'));
    }

    /** The same for a class that is loaded: its name has dots. */
    List<PointRow> pointsOfClass(String className) {
        List<PointRow> candidates = bySimpleName.get(simpleName(className, '.'));
        return candidates == null ? Collections.<PointRow>emptyList() : fitting(candidates, className);
    }

    private static List<PointRow> fitting(List<PointRow> candidates, String className) {
        List<PointRow> found = new ArrayList<PointRow>();
        for (PointRow candidate : candidates) {
            PointRow point = candidate.in(className);
            if (point != null && !point.line.off) {
                found.add(point);
            }
        }
        return found;
    }

    private static String simpleName(String name, char separator) {
        return name.substring(name.lastIndexOf(separator) + 1);
    }
}
