package dev.lastcall.core.resource;

import java.util.Collection;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Whose code a class is: the {@code owns} rows of all library lines' tables, and the same packages of each relocated copy
 * that was met. Thread-safe.
 */
public final class Owners {

    private final CopyOnWriteArrayList<String> prefixes;

    public Owners(Collection<String> prefixes) {
        this.prefixes = new CopyOnWriteArrayList<String>(prefixes);
    }

    /** Adds packages, given with their dots; a second time changes nothing. */
    public void add(Collection<String> packages) {
        prefixes.addAllAbsent(packages);
    }

    /** Whether a class belongs to a server or another library that looks after its own threads. */
    public boolean isLibrary(String className) {
        for (String prefix : prefixes) {
            if (className.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
