package dev.lastcall.weaver;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The head of a line's table: its name, the class behind its points, the JDK packages that this class looks into, and how
 * its versions of the library are told from others. A copy of the library under other names, made by a tool that puts a
 * prefix before them, has a row of its own.
 */
final class LineRow {

    final String name;
    final String className;

    /** What stands before the names of the library's classes, with its dot; empty for the original. */
    final String prefix;

    final List<String> opens;
    /** Classes that only this line's versions of the library have. */
    final List<String> needs = new ArrayList<String>();

    /** The library's packages, with their dots: these are relocated, and executors made in them are the library's own. */
    final List<String> owns = new ArrayList<String>();

    /** Prefixes, with their dots, of copies that are left alone. */
    final List<String> except = new ArrayList<String>();

    /** Packages, with their dots, of classes that other lines have, too: each line defines its own copy of them. */
    final List<String> shares = new ArrayList<String>();

    /** Where the plan file declares it, such as {@code plan.yaml:31:5}; empty for the line of a library. */
    final String declaredAt;

    /** Its classes that some JVMs load at every start, so that meeting them means nothing. */
    final List<String> everywhere = new ArrayList<String>();

    private final LineRow original;
    private final Map<String, LineRow> copies = new HashMap<String, LineRow>();
    private boolean copiesOff;

    /** Set once when the line has failed; its points are then passed by. */
    volatile boolean off;

    LineRow(String name, String className) {
        this(name, className, "");
    }

    LineRow(String name, String className, String declaredAt) {
        this.name = name;
        this.className = className;
        this.declaredAt = declaredAt;
        this.prefix = "";
        this.opens = new ArrayList<String>();
        this.original = this;
    }

    private LineRow(LineRow original, String prefix) {
        this.name = original.name;
        this.className = original.className;
        this.declaredAt = original.declaredAt;
        this.prefix = prefix;
        this.opens = original.opens;
        this.original = original;
        this.shares.addAll(original.shares);
        for (String needed : original.needs) {
            needs.add(prefix + needed);
        }
        for (String owned : original.owns) {
            owns.add(prefix + owned);
        }
    }

    boolean isDeclared() {
        return !declaredAt.isEmpty();
    }

    boolean isCopy() {
        return original != this;
    }

    /** Has copies of the library left alone. */
    void switchCopiesOff() {
        copiesOff = true;
    }

    /** Whether the original class of this name is one of the library's, and so moves with it. */
    boolean isOfLibrary(String originalName) {
        for (String owned : original.owns) {
            if (originalName.startsWith(owned)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The line for the copy in which a class of the library has another name, or null if there is to be none: the name must
     * end in the original one, behind a package. Classes of the JDK and of a plan file are no library's and have no copies.
     */
    LineRow copyWith(String className, String originalName) {
        int length = className.length() - originalName.length();
        if (length < 2
                || className.charAt(length - 1) != '.'
                || !className.endsWith(originalName)
                || !isOfLibrary(originalName)
                || copiesOff
                || isExcepted(className.substring(0, length))) {
            return null;
        }
        return copy(className.substring(0, length));
    }

    /** A copy may itself have been copied with what it belongs to. */
    private boolean isExcepted(String copyPrefix) {
        for (String excepted : except) {
            if (copyPrefix.equals(excepted) || copyPrefix.endsWith("." + excepted)) {
                return true;
            }
        }
        return false;
    }

    /** One for each prefix, for it remembers whether it was switched off. */
    LineRow copy(String copyPrefix) {
        synchronized (copies) {
            LineRow copy = copies.get(copyPrefix);
            if (copy == null) {
                copy = new LineRow(this, copyPrefix);
                copies.put(copyPrefix, copy);
            }
            return copy;
        }
    }

    /** Where parts of this copy's library may be: its own prefix, none, then those of the other copies that were met. */
    List<String> prefixes() {
        List<String> prefixes = new ArrayList<String>(Arrays.asList(prefix, ""));
        synchronized (original.copies) {
            prefixes.addAll(original.copies.keySet());
        }
        return prefixes;
    }

    /**
     * Whether the library that this loader loads is one that the line is for. Another line may be for the versions that
     * lack what this one needs, though both have points in classes of the same name.
     */
    boolean isFor(ClassLoader library) {
        return missing(library).isEmpty();
    }

    /** The first class that the line needs and the loader does not have; empty if it has all. */
    String missing(ClassLoader library) {
        for (String needed : needs) {
            if (!has(library, needed)) {
                return needed;
            }
        }
        return "";
    }

    /** Looks for the class file, loads nothing. */
    static boolean has(ClassLoader library, String className) {
        String file = className.replace('.', '/') + ".class";
        return (library == null ? ClassLoader.getSystemResource(file) : library.getResource(file)) != null;
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

    /** How logs name it. */
    @Override
    public String toString() {
        return isCopy() ? name + " (relocated to " + prefix + ")" : name;
    }
}
