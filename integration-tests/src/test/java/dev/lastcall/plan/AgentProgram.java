package dev.lastcall.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.harness.App;
import dev.lastcall.harness.Jdk;
import java.util.ArrayList;
import java.util.List;

/** The agent's jar as a program. */
final class AgentProgram {

    private AgentProgram() {}

    /** Its output and errors, in lines; it must exit with this code. */
    static List<String> run(Jdk jdk, int code, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(jdk.java().toString(), "-jar", App.agentJar().toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> lines = process.inputReader().lines().toList();
        assertThat(process.waitFor()).as(() -> String.join("\n", lines)).isEqualTo(code);
        return lines;
    }
}
