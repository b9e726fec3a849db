package dev.lastcall.harness;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * An application written inside a test: the text of one source file, compiled for Java 8 by the build's own compiler, so
 * that a test shows the few lines that matter to it.
 */
public final class TinyApp {
    private static final Pattern PUBLIC_CLASS = Pattern.compile("\\bpublic\\s+(?:final\\s+)?class\\s+(\\w+)");

    /**
     * Compiles the source, whose one public class has the {@code main}, without a package.
     *
     * @param directory where source and classes go, such as a {@code @TempDir}
     * @param classpath jars, or folders of jars such as {@link App#libOf}
     */
    public static App compile(Path directory, String source, Path... classpath) throws IOException {
        Matcher matcher = PUBLIC_CLASS.matcher(source);
        if (!matcher.find()) {
            throw new IllegalArgumentException("There is no public class in:\n" + source);
        }
        String mainClass = matcher.group(1);
        Path file = Files.writeString(directory.resolve(mainClass + ".java"), source);
        Path classes = Files.createDirectories(directory.resolve("classes"));
        compile(file, classes, classpath);
        return App.of(mainClass, classpath).classpath(classes);
    }

    private static void compile(Path file, Path classes, Path... classpath) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        // Proprietary API such as sun.misc.Signal is not in --release 8, hence -source and -target.
        List<String> options = List.of(
                "-source",
                "8",
                "-target",
                "8",
                "-nowarn",
                "-Xlint:-options",
                "-proc:none",
                "-d",
                classes.toString(),
                "-classpath",
                Stream.of(classpath)
                        .flatMap(entry -> Stream.concat(Stream.of(entry), Workspace.jarsIn(entry).stream()))
                        .map(Path::toString)
                        .collect(Collectors.joining(File.pathSeparator)));
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            Iterable<? extends JavaFileObject> units = files.getJavaFileObjects(file);
            if (!compiler.getTask(messages, files, null, options, null, units).call()) {
                throw new IllegalArgumentException("The application does not compile:\n" + messages);
            }
        }
    }

    private TinyApp() {}
}
