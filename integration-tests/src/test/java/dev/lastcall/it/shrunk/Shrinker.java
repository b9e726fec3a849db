package dev.lastcall.it.shrunk;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import proguard.Configuration;
import proguard.ConfigurationParser;
import proguard.ProGuard;

/** ProGuard, told to optimise the code of some libraries and to leave every name. */
final class Shrinker {

    /**
     * Lays all jars of a folder into another one, some of them shrunk.
     *
     * @param shrunk how the names of those begin
     */
    static void shrink(Path jars, Path folder, List<String> shrunk) {
        List<String> arguments = new ArrayList<>();
        try (Stream<Path> all = Files.list(jars)) {
            Files.createDirectories(folder);
            for (Path jar : all.sorted().toList()) {
                String name = jar.getFileName().toString();
                if (shrunk.stream().anyMatch(name::startsWith)) {
                    arguments.addAll(List.of("-injars", quoted(jar), "-outjars", quoted(folder.resolve(name))));
                } else {
                    Files.copy(jar, folder.resolve(name));
                    arguments.addAll(List.of("-libraryjars", quoted(jar)));
                }
            }
            arguments.addAll(List.of(
                    "-libraryjars",
                    quoted(Path.of(System.getProperty("java.home"), "jmods", "java.base.jmod"))
                            + "(!**.jar;!module-info.class)",
                    "-keep class ** { *; }",
                    "-dontshrink",
                    "-optimizations code/allocation/variable", // all of them take ten times as long
                    "-dontobfuscate",
                    "-ignorewarnings",
                    "-dontwarn **",
                    "-dontnote **"));
            shrink(arguments);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void shrink(List<String> arguments) throws IOException {
        Configuration configuration = new Configuration();
        try (ConfigurationParser parser =
                new ConfigurationParser(String.join("\n", arguments), "arguments", new File("."), new Properties())) {
            parser.parse(configuration);
            new ProGuard(configuration).execute();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) { // which it declares, no more precisely
            throw new IllegalStateException(e);
        }
    }

    private static String quoted(Path path) {
        return "'" + path + "'";
    }

    private Shrinker() {}
}
