package dev.lastcall.matrix;

import dev.lastcall.harness.App;
import dev.lastcall.harness.Jdk;
import dev.lastcall.harness.Slice;
import java.nio.file.Path;
import java.util.List;

/**
 * A version of a library, in one flavour.
 *
 * @param line the folder in {@code agent/libraries} and, behind a slash, the flavour
 * @param title its name, with * for the version
 * @param counts what must have been in flight for a drain to prove anything
 */
public record Version(String line, String title, String version, int oldestJdk, String counts, Grey grey) {

    Version with(Grey reason) {
        return new Version(line, title, version, oldestJdk, counts, reason);
    }

    /** The jars of this version, and of all that it depends on. */
    public Path jars() {
        return App.library(line + "/" + version);
    }

    /** The JDKs on which this build drains it. */
    public List<Jdk> jdks() {
        return Slice.jdks(oldestJdk).stream()
                .filter(jdk -> !isGrey(jdk.version()))
                .toList();
    }

    public boolean isGrey(int jdk) {
        return jdk >= grey.from();
    }

    @Override
    public String toString() {
        return title.replace("*", version);
    }
}
