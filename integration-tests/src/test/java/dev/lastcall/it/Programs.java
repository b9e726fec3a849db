package dev.lastcall.it;

import dev.lastcall.harness.App;
import dev.lastcall.harness.TinyApp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Programs written inside tests, each text compiled once however many JDKs run it. */
public final class Programs {
    private static final Map<String, Path> CLASSES = new ConcurrentHashMap<>();
    private static final Path DIRECTORY = create();

    /** A fresh start of the program whose one public class is {@code Main}. */
    static App of(String source, Path... classpath) {
        return App.of("Main", classpath)
                .classpath(classes(source, classpath))
                // Short lives: the compiler of long ones and parallel collectors only cost start-up time.
                .flag("-XX:TieredStopAtLevel=1")
                .flag("-XX:+UseSerialGC");
    }

    /** The classes of a source with one public class. */
    public static Path classes(String source, Path... classpath) {
        return CLASSES.computeIfAbsent(source + Arrays.toString(classpath), key -> compile(source, classpath));
    }

    private static Path compile(String source, Path... classpath) {
        try {
            Path directory = Files.createTempDirectory(DIRECTORY, "program");
            TinyApp.compile(directory, source, classpath);
            return directory.resolve("classes");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path create() {
        try {
            Path directory = Files.createTempDirectory("lastcall-programs");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(directory)));
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> all = Files.walk(directory)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            // Temporary files; the system deletes them some day.
        }
    }

    private Programs() {}
}
