package dev.lastcall.core.gate;

/** How a context path is taken off a path. */
public final class ContextPaths {

    private ContextPaths() {}

    /** The path without the longest of these context paths that begins it; the path itself if none does. */
    public static String within(Iterable<String> contextPaths, String path) {
        String within = path;
        for (String context : contextPaths) {
            if (context != null && context.length() > 1 && path.startsWith(context + "/")) {
                String rest = path.substring(context.length());
                within = rest.length() < within.length() ? rest : within;
            }
        }
        return within;
    }
}
