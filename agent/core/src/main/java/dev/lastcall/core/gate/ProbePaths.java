package dev.lastcall.core.gate;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** What probes ask for: by GET or HEAD, on one of these paths within a context. Immutable. */
final class ProbePaths {

    private static final Set<String> METHODS = new HashSet<String>(Arrays.asList("GET", "HEAD"));

    private final Set<String> readiness;
    private final Set<String> all;

    ProbePaths(Collection<String> readiness, Collection<String> liveness) {
        this.readiness = new HashSet<String>(readiness);
        this.all = new HashSet<String>(liveness);
        this.all.addAll(readiness);
    }

    boolean isReadiness(String method, String path) {
        return METHODS.contains(method) && readiness.contains(path);
    }

    boolean isAny(String method, String path) {
        return METHODS.contains(method) && all.contains(path);
    }

    /** Whether something stands before one of these paths, which may be a context path. */
    boolean mayStandBehindAContext(String path) {
        if (all.contains(path)) {
            return false;
        }
        for (String probed : all) {
            if (path.endsWith(probed)) {
                return true;
            }
        }
        return false;
    }
}
