package dev.lastcall.core.trigger;

import java.io.BufferedReader;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** What Linux tells about this process in /proc; elsewhere every answer is no. */
final class ProcessFacts {

    private static final List<String> SHELLS = Arrays.asList("sh", "bash", "dash", "ash", "busybox");

    private ProcessFacts() {}

    /** Whether the process is in the foreground group of its terminal, so that a Ctrl-C is a person's. */
    static boolean isInForeground() {
        String[] stat = stat();
        return stat.length > 5 && !stat[5].equals("-1") && stat[2].equals(stat[5]); // pgrp and tpgid of proc(5)
    }

    /** Whether the parent is a shell that runs as PID 1: it would keep SIGTERM to itself. */
    static boolean isChildOfShellInit() {
        String[] stat = stat();
        return stat.length > 1 && stat[1].equals("1") && SHELLS.contains(firstLine("/proc/1/comm"));
    }

    /** The fields of proc(5) behind the name of the program: state, ppid, pgrp, session, tty_nr, tpgid … */
    private static String[] stat() {
        String line = firstLine("/proc/self/stat");
        int nameEnd = line.lastIndexOf(')');
        return nameEnd < 0 ? new String[0] : line.substring(nameEnd + 2).split(" ");
    }

    private static String firstLine(String path) {
        if (!new File(path).exists()) {
            return "";
        }
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(new FileInputStream(path), StandardCharsets.US_ASCII))) {
            String line = reader.readLine();
            return line == null ? "" : line;
        } catch (IOException | SecurityException unreadable) {
            return "";
        }
    }
}
