package dev.lastcall.library.undertow;

import io.undertow.Version;

/** How the server is called. In a loader that sees XNIO only, it is XNIO. */
final class Name {

    private static volatile String server;

    private Name() {}

    /** While the application starts: in a drain nothing should be left to load. */
    static void prepare() {
        if (server == null) {
            String found;
            try {
                String version = Version.getVersionString();
                int qualifier = version.indexOf(".Final");
                found = "Undertow " + (qualifier < 0 ? version : version.substring(0, qualifier));
            } catch (LinkageError elsewhere) {
                found = "";
            }
            server = found;
        }
    }

    static String ofServer() {
        return isEmbedded() ? server : "XNIO";
    }

    /** Whether Undertow is loaded from where XNIO is, as in an application that brings both. */
    static boolean isEmbedded() {
        return server != null && !server.isEmpty();
    }
}
