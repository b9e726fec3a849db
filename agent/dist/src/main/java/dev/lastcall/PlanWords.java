package dev.lastcall;

import java.io.DataInputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/**
 * The words of all that a plan can be written in, found without reading it as a plan: that takes longer than all the rest
 * of the start, and the application waits for it only with a class whose name is among these words. Immutable.
 *
 * <p>Never fewer than the plan has: a class's name is made of Java identifiers, and YAML takes such a word out of a file as
 * it stands there, but for escapes, which begin with a backslash. In any doubt every name counts.
 */
final class PlanWords {

    /** Where a plan file is named: each of these is enough for a plan. */
    static final String ARGUMENT = "config=";

    static final String PROPERTY = "lastcall.config";
    static final String VARIABLE = "LASTCALL_CONFIG";

    /** As much as is read of a plan file at all. */
    private static final int LARGEST = 1 << 20;

    /** Null if every name counts. */
    private final Set<String> words;

    private PlanWords(Set<String> words) {
        this.words = words;
    }

    /**
     * @param arguments what follows {@code -javaagent:….jar=}, or null
     * @param beside the file that is the plan if none is named
     */
    static PlanWords of(String arguments, Map<String, String> environment, Properties properties, File beside) {
        String named = properties.getProperty(PROPERTY);
        if (named == null && arguments != null && arguments.contains(ARGUMENT)) {
            named = namedIn(arguments);
        } else if (named == null) {
            named = environment.get(VARIABLE);
        }
        String text = textOf(named == null ? beside : new File(named));
        return new PlanWords(text == null ? null : in(text + '\n' + outside(arguments, environment, properties)));
    }

    /** The whole of a simple list; of one that is not, a name that no file has. */
    private static String namedIn(String arguments) {
        String list = "," + arguments + ",";
        int at = list.indexOf("," + ARGUMENT);
        boolean simple = at >= 0 && list.indexOf(ARGUMENT) == list.lastIndexOf(ARGUMENT);
        return simple ? list.substring(at + 1 + ARGUMENT.length(), list.indexOf(',', at + 1)) : "";
    }

    /** A plan's entries may also stand in settings. */
    private static String outside(String arguments, Map<String, String> environment, Properties properties) {
        StringBuilder text = new StringBuilder(String.valueOf(arguments));
        for (String name : properties.stringPropertyNames()) {
            if (name.startsWith("lastcall.") && !name.equals(PROPERTY)) {
                text.append('\n').append(properties.getProperty(name));
            }
        }
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            if (variable.getKey().startsWith("LASTCALL_") && !variable.getKey().equals(VARIABLE)) {
                text.append('\n').append(variable.getValue());
            }
        }
        return text.toString();
    }

    /** Null if it cannot be had at once. */
    private static String textOf(File file) {
        long size = file.length();
        if (!file.isFile() || size > LARGEST) {
            return null;
        }
        byte[] bytes = new byte[(int) size];
        try (DataInputStream in = new DataInputStream(new FileInputStream(file))) {
            in.readFully(bytes);
        } catch (IOException unreadable) { // which the reader of the plan will say
            return null;
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static Set<String> in(String text) {
        if (text.indexOf('\\') >= 0) {
            return null;
        }
        Set<String> words = new HashSet<String>();
        int from = 0;
        for (int at = 0; at <= text.length(); at++) {
            if (at == text.length() || !Character.isJavaIdentifierPart(text.charAt(at))) {
                if (at > from) {
                    words.add(text.substring(from, at));
                }
                from = at + 1;
            }
        }
        return words;
    }

    /** Whether the plan may mean a class of this simple name, which has its enclosing classes in front. */
    boolean mayMean(String simpleName) {
        return words == null || words.contains(simpleName);
    }
}
