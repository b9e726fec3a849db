package dev.lastcall.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs the benchmarks named by the system property {@code benchmark}, all by default. Prints a table for each and writes
 * it, with every single value, to {@code target/benchmarks/<name>.json}, and what the targets say of them all to {@code
 * verdicts.md} beside it. A missed target is said, not an error: times never fail a build.
 */
public final class Benchmarks {
    private static final Map<String, Benchmark> ALL = new LinkedHashMap<>();

    static {
        ALL.put("startup", new Startup());
        ALL.put("request", new PerRequest());
        ALL.put("throughput", new Throughput());
        ALL.put("executors", new ExecutorTasks());
        ALL.put("drain", new DrainLatency());
        ALL.put("idle", new IdleExit());
        ALL.put("peers", new Peers());
        ALL.put("growth", new Growth());
    }

    public static void main(String[] args) throws Exception {
        String chosen = System.getProperty("benchmark", "");
        Scale scale = new Scale(Double.parseDouble(System.getProperty("benchmark.scale", "1")));
        Map<String, Object> machine = Machine.describe();
        System.out.println(machine);
        int failures = 0;
        StringBuilder verdicts = new StringBuilder(Report.HEAD_OF_VERDICTS);
        for (String name : chosen.isBlank() ? ALL.keySet() : List.of(chosen.split(","))) {
            Benchmark benchmark = ALL.get(name);
            if (benchmark == null) {
                System.err.println("There is no benchmark '" + name + "'; there are " + ALL.keySet());
                System.exit(2);
            }
            Report report = new Report(name);
            try {
                benchmark.run(report, scale);
            } catch (Exception | Error failure) { // those that come after it can still be measured
                System.err.println("Benchmark " + name + " has failed, its figures are not whole:");
                failure.printStackTrace();
                failures++;
            }
            report.print(System.out);
            write(name + ".json", Json.of(report.json(machine)));
            verdicts.append(report.verdicts());
            write("verdicts.md", verdicts.toString());
        }
        System.exit(failures == 0 ? 0 : 1); // whatever threads clients have left
    }

    private static void write(String name, String text) throws IOException {
        Path directory = Files.createDirectories(target().resolve("benchmarks"));
        Files.writeString(directory.resolve(name), text.stripTrailing() + "\n");
    }

    static Path target() {
        return Path.of(System.getProperty("benchmark.target", "target"));
    }

    private Benchmarks() {}
}
