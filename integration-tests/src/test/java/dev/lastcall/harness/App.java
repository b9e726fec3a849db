package dev.lastcall.harness;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An application to be started as a JVM of its own, with or without the agent. Each method changes this object and returns
 * it; {@link #start} may be called again for another process.
 */
public final class App {
    /** Settings of the machine that the tests run on must not reach the applications under test. */
    private static final List<String> FOREIGN = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    private final String mainClass;
    private final List<Path> classpath = new ArrayList<>();
    private final List<String> wrapper = new ArrayList<>();
    private final List<String> flags = new ArrayList<>();
    private final List<String> launcher = new ArrayList<>();
    private final List<String> arguments = new ArrayList<>();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private Jdk jdk = Jdk.current();
    private String cell = "";
    private Path directory = Path.of(System.getProperty("java.io.tmpdir"));

    private App(String mainClass) {
        this.mainClass = mainClass;
    }

    /** The service in {@code test-apps/orders}, with its database in the given folder. */
    public static App orders(Path database) {
        return testApp("orders", "com.acme.orders.OrdersApplication").property("orders.db", database.toString());
    }

    /** The application in {@code test-apps/<name>}, with the dependencies of its {@code target/lib}. */
    public static App testApp(String name, String mainClass) {
        return of(mainClass, classesOf(name), libOf(name));
    }

    /** The application in {@code test-apps/<name>} as one jar in which its libraries have other names. */
    public static App relocated(String name, String mainClass) {
        return of(mainClass, relocatedJar(name));
    }

    /** That jar, good for {@link TinyApp} too. */
    public static Path relocatedJar(String name) {
        return Workspace.relocatedJar(name);
    }

    /**
     * Any application, or one of {@code test-apps} with other versions of its libraries.
     *
     * @param classpath jars, folders of classes, and folders of jars, which are all taken
     */
    public static App of(String mainClass, Path... classpath) {
        return new App(mainClass).classpath(classpath);
    }

    /** The classes of an application in {@code test-apps}, without what it depends on. */
    public static Path classesOf(String testApp) {
        return Workspace.testApp(testApp).resolve("classes");
    }

    /** The folder with all jars that an application in {@code test-apps} depends on, good for {@link TinyApp} too. */
    public static Path libOf(String testApp) {
        return Workspace.testApp(testApp).resolve("lib");
    }

    /** The jar that {@link #agent} adds, for tests that change a copy of it or add it in another way. */
    public static Path agentJar() {
        return Workspace.agentJar();
    }

    /** The jars of a version in the matrix; the build puts them under {@code target/libraries}. */
    public static Path library(String folder) {
        return Workspace.library(folder);
    }

    /** A folder of jars in versions that the agent does not use itself; the build puts them under {@code target/foreign}. */
    public static Path foreign(String folder) {
        return Workspace.foreign(folder);
    }

    public App jdk(Jdk jdk) {
        this.jdk = jdk;
        return this;
    }

    /** The cell of the matrix that a drain of this application speaks for. */
    public App cell(Object cell) {
        this.cell = cell.toString();
        return this;
    }

    /** Has another command start the JVM, one that takes a command as its last arguments; signals then go to that one. */
    public App under(String... command) {
        wrapper.addAll(List.of(command));
        return this;
    }

    /** Has another main class begin, which gets these arguments, then the name of this application's and its arguments. */
    public App startedBy(String otherMain, Path classes, String... before) {
        launcher.add(otherMain);
        launcher.addAll(List.of(before));
        return classpath(classes);
    }

    /** Starts it with the agent, and its options as {@code key=value}; they are joined with commas. */
    public App agent(String... options) {
        String suffix = options.length == 0 ? "" : "=" + String.join(",", options);
        return flag("-javaagent:" + Workspace.agentJar() + suffix);
    }

    /** A flag of the JVM, such as {@code -Xrs}. */
    public App flag(String flag) {
        flags.add(flag);
        return this;
    }

    public App property(String key, String value) {
        return flag("-D" + key + "=" + value);
    }

    public App environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    public App argument(String argument) {
        arguments.add(argument);
        return this;
    }

    /** Puts more in front of what is on the class path already, so that it wins. */
    public App classpath(Path... entries) {
        classpath.addAll(0, List.of(entries));
        return this;
    }

    /** The working directory; by default the one for temporary files. */
    public App directory(Path directory) {
        this.directory = directory;
        return this;
    }

    public RunningApp start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command()).directory(directory.toFile());
        builder.environment().keySet().removeAll(FOREIGN);
        builder.environment().keySet().removeIf(name -> name.startsWith("LASTCALL_"));
        builder.environment().putAll(environment);
        return new RunningApp(builder.start(), mainClass + " on " + jdk, cell);
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(IgnoredSignals.undone());
        command.addAll(wrapper);
        command.add(jdk.java().toString());
        command.addAll(SpawnHelper.flags(jdk));
        command.addAll(flags);
        command.add("-cp");
        command.add(classpath.stream().map(App::entry).collect(Collectors.joining(File.pathSeparator)));
        command.addAll(launcher);
        command.add(mainClass);
        command.addAll(arguments);
        return command;
    }

    private static String entry(Path path) {
        return Workspace.jarsIn(path).isEmpty() ? path.toString() : path + File.separator + "*";
    }
}
