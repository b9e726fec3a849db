package dev.lastcall.weaver;

import java.util.ArrayList;
import java.util.List;

/** The head of a line's table: its name, the class behind its points, the JDK packages that this class looks into. */
final class LineRow {

    final String name;
    final String className;
    final List<String> opens = new ArrayList<String>();

    /** Whether its classes are loaded in every JVM, so that meeting them means nothing. */
    boolean inEveryJvm;

    /** Set once when the line has failed; its points are then passed by. */
    volatile boolean off;

    LineRow(String name, String className) {
        this.name = name;
        this.className = className;
    }

    /** The package, with its dot, of all the line's own classes. */
    String ownPackage() {
        return className.substring(0, className.lastIndexOf('.') + 1);
    }
}
