package dev.lastcall.library.undertow;

import dev.lastcall.core.gate.ContextPaths;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;

/** The context paths of the servlet deployments that were ever made: only strings, so that none of them is held. */
final class Contexts {

    private final Set<String> paths = new CopyOnWriteArraySet<String>();

    void add(String path) {
        if (path != null && path.length() > 1) {
            paths.add(path);
        }
    }

    /** The path without the longest context path that begins it. */
    String within(String path) {
        return ContextPaths.within(paths, path);
    }
}
