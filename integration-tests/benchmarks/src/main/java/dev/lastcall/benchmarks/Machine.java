package dev.lastcall.benchmarks;

import dev.lastcall.harness.Jdk;
import dev.lastcall.harness.Jdks;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where it was measured. Linux. */
final class Machine {
    static Map<String, Object> describe() throws IOException {
        Map<String, Object> machine = new LinkedHashMap<>();
        machine.put("cores", Runtime.getRuntime().availableProcessors());
        machine.put("processor", line(Path.of("/proc/cpuinfo"), "model name"));
        machine.put("memory", line(Path.of("/proc/meminfo"), "MemTotal"));
        machine.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        Jdk jdk = Jdks.first();
        machine.put("jdk", line(jdk.home().resolve("release"), "JAVA_VERSION").replace("\"", ""));
        machine.put("load average", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        return machine;
    }

    private static String line(Path file, String name) throws IOException {
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith(name)) {
                return line.substring(name.length()).replaceFirst("^\\s*[:=]\\s*", "");
            }
        }
        return "unknown";
    }

    private Machine() {}
}
