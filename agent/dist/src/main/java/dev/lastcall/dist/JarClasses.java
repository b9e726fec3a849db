package dev.lastcall.dist;

import dev.lastcall.weaver.AgentClasses;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The classes of the agent's jar, read through the agent's loader. */
final class JarClasses implements AgentClasses {

    private final ClassLoader loader;

    /** Read once, when first asked for, as the build has listed them. Guarded by this. */
    private List<String> names;

    JarClasses(ClassLoader loader) {
        this.loader = loader;
    }

    @Override
    public byte[] bytesOf(String className) {
        return resource(className.replace('.', '/') + ".class");
    }

    private byte[] resource(String name) {
        try (InputStream in = loader.getResourceAsStream(name)) {
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
    private List<String> read() {
        byte[] names = resource("lastcall.classes");
        return names == null
                ? Collections.<String>emptyList()
                : Arrays.asList(new String(names, StandardCharsets.ISO_8859_1).split("\n"));
    }

    @Override
    public ClassLoader loader() {
        return loader;
    }
}
