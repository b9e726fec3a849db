package dev.lastcall.dist;

import dev.lastcall.weaver.AgentClasses;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** The classes of the agent's jar, read through the agent's loader. */
final class JarClasses implements AgentClasses {

    /** Where the agent's loader finds them in the jar. */
    private static final String HIDDEN = "lastcall/";

    private static final String OURS = HIDDEN + "dev/lastcall/";
    private static final String RELOCATED = OURS + "relocated/";

    private final ClassLoader loader;

    /** Read once, when first asked for: the jar has a thousand entries. Guarded by this. */
    private List<String> names;

    JarClasses(ClassLoader loader) {
        this.loader = loader;
    }

    @Override
    public byte[] bytesOf(String className) {
        try (InputStream in = loader.getResourceAsStream(className.replace('.', '/') + ".class")) {
            if (in == null) {
                return null;
            }
            byte[] bytes = new byte[in.available()]; // all of it: the loader has read it already
            return in.read(bytes) == bytes.length ? bytes : null;
        } catch (IOException unreadable) {
            return null;
        }
    }

    @Override
    public synchronized List<String> namesIn(String packagePrefix) {
        if (names == null) {
            names = read();
        }
        List<String> within = new ArrayList<String>();
        for (String name : names) {
            if (name.startsWith(packagePrefix)) {
                within.add(name);
            }
        }
        return within;
    }

    /** Of the agent's own classes; those of the packages that it brings along are nobody's business. */
    private static List<String> read() {
        List<String> found = new ArrayList<String>();
        try (JarFile jar = new JarFile(new File(JarClasses.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI()))) {
            for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
                String name = entries.nextElement().getName();
                if (name.startsWith(OURS) && !name.startsWith(RELOCATED) && name.endsWith(".class")) {
                    found.add(name.substring(HIDDEN.length(), name.length() - ".class".length())
                            .replace('/', '.'));
                }
            }
        } catch (IOException | URISyntaxException unreadable) {
            found.clear();
        }
        return found;
    }

    @Override
    public ClassLoader loader() {
        return loader;
    }
}
