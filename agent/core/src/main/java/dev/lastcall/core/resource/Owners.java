package dev.lastcall.core.resource;

import java.util.ArrayList;
import java.util.List;

/** Whose code a class is: the {@code owns} rows of all library lines' tables. Immutable. */
public final class Owners {

    private final List<String> prefixes;

    public Owners(List<String> prefixes) {
        this.prefixes = new ArrayList<String>(prefixes);
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
