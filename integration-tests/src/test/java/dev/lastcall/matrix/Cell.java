package dev.lastcall.matrix;

import dev.lastcall.harness.Jdk;

/** A version on a JDK. Its name is the name of the tests that are run on it: by that they are put into the table again. */
public record Cell(Version version, Jdk jdk) {

    static String name(Version version, int jdk) {
        return version + " on JDK " + jdk;
    }

    @Override
    public String toString() {
        return name(version, jdk.version());
    }
}
