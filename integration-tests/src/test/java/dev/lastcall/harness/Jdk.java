package dev.lastcall.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A JDK (or JRE) that applications under test are started with. */
public record Jdk(int version, Path home) {
    private static final Pattern JAVA_VERSION = Pattern.compile("JAVA_VERSION=\"(?:1\\.)?(\\d+)");

    /** @throws IllegalArgumentException if there is no such JDK, or one of another version */
    public Jdk {
        if (!Files.isExecutable(home.resolve("bin/java"))) {
            throw new IllegalArgumentException("JDK " + version + ": there is no bin/java in " + home);
        }
        int found = versionOf(home, version);
        if (found != version) {
            throw new IllegalArgumentException("JDK " + version + ": " + home + " is a JDK " + found);
        }
    }

    /** The JDK that runs this code. */
    public static Jdk current() {
        return new Jdk(Runtime.version().feature(), Path.of(System.getProperty("java.home")));
    }

    public Path java() {
        return home.resolve("bin/java");
    }

    @Override
    public String toString() {
        return "JDK " + version;
    }

    /** A matrix with a wrong path would claim what nobody tested; some JREs have no release file, these are believed. */
    private static int versionOf(Path home, int otherwise) {
        Path release = home.resolve("release");
        if (!Files.isReadable(release)) {
            return otherwise;
        }
        try {
            Matcher matcher = JAVA_VERSION.matcher(Files.readString(release));
            return matcher.find() ? Integer.parseInt(matcher.group(1)) : otherwise;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
