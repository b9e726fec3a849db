package dev.lastcall.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Signals that this JVM was started to ignore: HUP by {@code nohup}, INT by a shell in the background. What it starts would
 * ignore them, too, unless somebody in between says otherwise.
 */
public final class IgnoredSignals {
    private static final int HUP = 1;
    private static final int INT = 2;

    /** A command that undoes it for the one that follows. */
    private static final List<String> UNDOING = List.of("env", "--default-signal=HUP,INT");

    private static final List<String> PREFIX = prefix();

    /** What to start an application with: nothing where nothing is ignored, and where {@code env} cannot undo it. */
    static List<String> undone() {
        return PREFIX;
    }

    /** Whether a process ignores a signal, {@code "HUP"} or {@code "INT"}. */
    public static boolean ignores(long pid, String signal) throws IOException {
        return isIgnored(Path.of("/proc/" + pid + "/status"), signal.equals("HUP") ? HUP : INT);
    }

    private static List<String> prefix() {
        Path self = Path.of("/proc/self/status");
        try {
            return (isIgnored(self, HUP) || isIgnored(self, INT)) && canUndo() ? UNDOING : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isIgnored(Path status, int signal) throws IOException {
        if (!Files.exists(status)) {
            return false;
        }
        String ignored = Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .findFirst()
                .orElseThrow()
                .substring("SigIgn:".length())
                .trim();
        return (Long.parseUnsignedLong(ignored, 16) & 1L << signal - 1) != 0;
    }

    /** GNU coreutils can since 8.31. */
    private static boolean canUndo() throws IOException {
        try {
            return new ProcessBuilder(UNDOING.get(0), UNDOING.get(1), "true")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private IgnoredSignals() {}
}
