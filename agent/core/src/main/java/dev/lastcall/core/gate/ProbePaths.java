package dev.lastcall.core.gate;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * What probes ask for: by GET or HEAD, on one of these paths within a context, with or without a slash at the end. Immutable.
 */
final class ProbePaths {

    private static final Set<String> METHODS = new HashSet<String>(Arrays.asList("GET", "HEAD"));

    private final Set<String> readiness;
    private final Set<String> all;

    ProbePaths(Collection<String> readiness, Collection<String> liveness) {
        this.readiness = plain(readiness);
        this.all = plain(liveness);
        this.all.addAll(this.readiness);
    }

    private static Set<String> plain(Collection<String> paths) {
        Set<String> plain = new HashSet<String>();
        for (String path : paths) {
            plain.add(plain(path));
        }
        return plain;
    }

    private static String plain(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    boolean isReadiness(String method, String path) {
        return METHODS.contains(method) && readiness.contains(plain(path));
    }

    boolean isAny(String method, String path) {
        return METHODS.contains(method) && all.contains(plain(path));
    }

    /** Whether something stands before one of these paths, which may be a context path. */
    boolean mayStandBehindAContext(String path) {
        String plain = plain(path);
        if (all.contains(plain)) {
            return false;
        }
        for (String probed : all) {
            if (plain.endsWith(probed)) {
                return true;
            }
        }
        return false;
    }
}
