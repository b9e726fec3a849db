package dev.lastcall.weaver;

import java.util.ArrayList;
import java.util.List;

/**
 * The head of a line's table: its name, the class behind its points, the JDK packages that this class looks into, and how
 * its versions of the library are told from others.
 */
final class LineRow {

    final String name;
    final String className;
    final List<String> opens = new ArrayList<String>();
    /** Classes that only this line's versions of the library have. */
    final List<String> needs = new ArrayList<String>();

    /** Packages, with their dots, of classes that other lines have, too: each line defines its own copy of them. */
    final List<String> shares = new ArrayList<String>();

    /** Where the plan file declares it, such as {@code plan.yaml:31:5}; empty for the line of a library. */
    final String declaredAt;

    /** Its classes that some JVMs load at every start, so that meeting them means nothing. */
    final List<String> everywhere = new ArrayList<String>();

    /** Set once when the line has failed; its points are then passed by. */
    volatile boolean off;

    LineRow(String name, String className) {
        this(name, className, "");
    }

    LineRow(String name, String className, String declaredAt) {
        this.name = name;
        this.className = className;
        this.declaredAt = declaredAt;
    }

    boolean isDeclared() {
        return !declaredAt.isEmpty();
    }

    /**
     * Whether the library that this loader loads is one that the line is for. Another line may be for the versions that
     * lack what this one needs, though both have points in classes of the same name. Looks for class files, loads nothing.
     */
    boolean isFor(ClassLoader library) {
        for (String className : needs) {
            String file = className.replace('.', '/') + ".class";
            if ((library == null ? ClassLoader.getSystemResource(file) : library.getResource(file)) == null) {
                return false;
            }
        }
        return true;
    }

    /** The package, with its dot, of all the line's own classes. */
    String ownPackage() {
        return className.substring(0, className.lastIndexOf('.') + 1);
    }

    /** The packages of all classes that are defined anew for each loader of the library. */
    List<String> packages() {
        List<String> packages = new ArrayList<String>(shares);
        packages.add(ownPackage());
        return packages;
    }
}
