package dev.lastcall.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The small program through which newer JDKs start processes. In a JDK that was unpacked on a system with an older C library it
 * does not run, although {@code java} may have been made to; such a JDK can still start processes in the way of JDK 8.
 */
final class SpawnHelper {
    private static final Map<Jdk, List<String>> FLAGS = new ConcurrentHashMap<>();

    /** What {@code java} of this JDK must be told so that its applications can start processes. */
    static List<String> flags(Jdk jdk) {
        return FLAGS.computeIfAbsent(
                jdk, any -> runs(any) ? List.of() : List.of("-Djdk.lang.Process.launchMechanism=VFORK"));
    }

    /** Called without arguments it complains about that; the loader complains about a library that is not found. */
    private static boolean runs(Jdk jdk) {
        Path helper = jdk.home().resolve("lib/jspawnhelper");
        if (!Files.isExecutable(helper)) {
            return true; // JDK 8 keeps it elsewhere and does not use it
        }
        try {
            Process process = new ProcessBuilder(helper.toString())
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            return !new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).contains("not found");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SpawnHelper() {}
}
