package dev.lastcall.core.action;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs a program, without a shell. Of the environment it gets what every program may know, and the variables that the plan
 * names: the JVM's own often hold passwords. At its time-out it is killed with its children.
 */
public final class Execute implements Step {

    private static final List<String> HARMLESS =
            Arrays.asList("PATH", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR", "SystemRoot");

    private static final String KILLED = "killed with its children before it had ended";

    /** Lines of a program's output that the log repeats. */
    private static final int LINES_SHOWN = 20;

    private final List<String> command;
    private final List<String> variables;

    /** @param variables names of environment variables that the program is given beside the harmless ones */
    public Execute(List<String> command, List<String> variables) {
        this.command = command;
        this.variables = variables;
    }

    @Override
    public String run(Surroundings surroundings) throws Exception {
        Process process = start();
        try {
            process.getOutputStream().close(); // whatever it asks, nobody answers
            Thread reader = logOutput(process, surroundings);
            if (!process.waitFor(surroundings.deadline().left().toNanos(), TimeUnit.NANOSECONDS)) {
                throw new Failed(KILLED);
            }
            reader.join(100); // a child that it leaves behind may hold the pipe open for ever
        } catch (InterruptedException late) {
            throw new Failed(KILLED);
        } finally {
            if (process.isAlive()) {
                ProcessTree.kill(process);
            }
        }
        if (process.exitValue() != 0) {
            throw new Failed(command.get(0) + " has exited with " + process.exitValue());
        }
        return "";
    }

    private Process start() throws Failed {
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<String>(command)).redirectErrorStream(true);
        Map<String, String> all = new HashMap<String, String>(builder.environment());
        builder.environment().clear();
        for (Map.Entry<String, String> variable : all.entrySet()) {
            if (HARMLESS.contains(variable.getKey()) || variables.contains(variable.getKey())) {
                builder.environment().put(variable.getKey(), variable.getValue());
            }
        }
        try {
            return builder.start();
        } catch (IOException failure) {
            throw new Failed("cannot run " + command.get(0) + ": " + reason(failure));
        }
    }

    /** Each version of the JDK says it in another way, and the command once more. */
    private static String reason(IOException failure) {
        String message = String.valueOf(failure.getMessage());
        if (message.contains("No such file or directory")) {
            return "there is no such program";
        }
        return message.contains("Permission denied") ? "it may not be executed" : message;
    }

    private static Thread logOutput(final Process process, final Surroundings surroundings) {
        Thread reader = new Thread(
                new Runnable() {
                    @Override
                    public void run() {
                        try (BufferedReader lines = new BufferedReader(
                                new InputStreamReader(process.getInputStream(), Charset.defaultCharset()))) {
                            int shown = 0;
                            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                                if (shown++ < LINES_SHOWN) {
                                    surroundings.log().info("{} says: {}", surroundings.action(), line);
                                }
                            }
                        } catch (IOException closed) {
                            // it was killed
                        }
                    }
                },
                "lastcall-output");
        reader.setDaemon(true);
        reader.start();
        return reader;
    }

    @Override
    public boolean hasTarget(LoadedClasses classes) {
        return false; // any JVM could do this
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("run");
        for (String word : command) {
            text.append(' ').append(word);
        }
        return text.toString();
    }
}
