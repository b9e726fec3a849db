package dev.lastcall.core.action;

import java.io.BufferedReader;
import java.io.File;
import java.io.FileReader;
import java.io.IOException;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process and all that it has started. */
final class ProcessTree {

    private ProcessTree() {}

    /** Kills the process first, so that it starts nothing new, and then what it had started. */
    static void kill(Process process) throws Exception {
        try {
            Class<?> handle = Class.forName("java.lang.ProcessHandle");
            Object[] descendants =
                    ((Stream<?>) Process.class.getMethod("descendants").invoke(process)).toArray();
            process.destroyForcibly();
            for (Object descendant : descendants) {
                handle.getMethod("destroyForcibly").invoke(descendant);
            }
        } catch (ClassNotFoundException java8) {
            List<String> descendants = descendants(process);
            process.destroyForcibly();
            signalKill(descendants);
        }
    }

    /** On Java 8 only Linux tells who started whom; elsewhere the program alone is killed. */
    private static List<String> descendants(Process process) {
        List<String> found = new ArrayList<String>();
        try {
            Field pid = process.getClass().getDeclaredField("pid");
            pid.setAccessible(true);
            found.add(String.valueOf(pid.get(process)));
        } catch (ReflectiveOperationException unknown) {
            return found;
        }
        Map<String, List<String>> children = childrenByParent();
        for (int i = 0; i < found.size(); i++) {
            List<String> more = children.get(found.get(i));
            if (more != null) {
                found.addAll(more);
            }
        }
        return found.subList(1, found.size());
    }

    private static Map<String, List<String>> childrenByParent() {
        Map<String, List<String>> children = new HashMap<String, List<String>>();
        String[] names = new File("/proc").list();
        for (String name : names == null ? new String[0] : names) {
            String parent = Character.isDigit(name.charAt(0)) ? parentOf(name) : "";
            if (!parent.isEmpty()) {
                List<String> siblings = children.get(parent);
                if (siblings == null) {
                    siblings = new ArrayList<String>();
                    children.put(parent, siblings);
                }
                siblings.add(name);
            }
        }
        return children;
    }

    /** The field behind the state in proc(5)'s stat. */
    private static String parentOf(String pid) {
        try (BufferedReader reader = new BufferedReader(new FileReader("/proc/" + pid + "/stat"))) {
            String line = reader.readLine();
            return line == null ? "" : line.substring(line.lastIndexOf(')') + 2).split(" ")[1];
        } catch (IOException gone) {
            return "";
        }
    }

    /** Whoever is interrupted while it works goes on, and the program does its work all the same. */
    private static void signalKill(List<String> pids) throws IOException {
        if (!pids.isEmpty()) {
            List<String> command = new ArrayList<String>(Arrays.asList("kill", "-KILL"));
            command.addAll(pids);
            Process kill = new ProcessBuilder(command).start();
            try {
                kill.waitFor(1, TimeUnit.SECONDS);
            } catch (InterruptedException timeIsUp) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
