package dev.lastcall.core.plan;

import dev.lastcall.core.config.Config;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Reads plans in tests; the file is called plan.yaml in what they say, wherever it is. */
final class Plans {

    private static final List<String> LINES = List.of("executors", "hikaricp", "jetty-9");

    private final Path file;
    private Map<String, String> environment = Map.of();
    private Map<String, String> properties = Map.of();
    private String arguments;

    private Plans(Path file) {
        this.file = file;
    }

    static Plans in(Path directory) {
        return new Plans(directory.resolve("plan.yaml"));
    }

    Plans with(Map<String, String> systemProperties) {
        this.properties = systemProperties;
        return this;
    }

    Plans withVariables(Map<String, String> variables) {
        this.environment = variables;
        return this;
    }

    Plans withArguments(String agentArguments) {
        this.arguments = agentArguments;
        return this;
    }

    Planned read(String yaml) throws IOException {
        return read(yaml.getBytes(StandardCharsets.UTF_8));
    }

    Planned read(byte[] yaml) throws IOException {
        Files.write(file, yaml);
        return read();
    }

    Planned read() {
        return Planned.read(Config.read(arguments, environment, properties), file.toFile(), LINES);
    }

    List<String> problems(String yaml) throws IOException {
        return said(read(yaml));
    }

    List<String> problems(byte[] yaml) throws IOException {
        return said(read(yaml));
    }

    List<String> said(Planned planned) {
        return planned.config().problems().stream()
                .map(problem -> problem.replace(file.toString(), "plan.yaml"))
                .toList();
    }

    String where(String where) {
        return where.replace(file.toString(), "plan.yaml");
    }

    Path file() {
        return file;
    }
}
