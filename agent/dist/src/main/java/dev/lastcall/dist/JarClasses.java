package dev.lastcall.dist;

import dev.lastcall.weaver.AgentClasses;
import java.io.ByteArrayOutputStream;
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

    private final ClassLoader loader;

    JarClasses(ClassLoader loader) {
        this.loader = loader;
    }

    @Override
    public byte[] bytesOf(String className) {
        try (InputStream in = loader.getResourceAsStream(className.replace('.', '/') + ".class")) {
            if (in == null) {
                return null;
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream(4096);
            byte[] buffer = new byte[4096];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                out.write(buffer, 0, n);
            }
            return out.toByteArray();
        } catch (IOException unreadable) {
            return null;
        }
    }

    @Override
    public List<String> namesIn(String packagePrefix) {
        List<String> names = new ArrayList<String>();
        String prefix = HIDDEN + packagePrefix.replace('.', '/');
        try (JarFile jar = new JarFile(new File(JarClasses.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI()))) {
            for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
                String name = entries.nextElement().getName();
                if (name.startsWith(prefix) && name.endsWith(".class")) {
                    names.add(name.substring(HIDDEN.length(), name.length() - ".class".length())
                            .replace('/', '.'));
                }
            }
        } catch (IOException | URISyntaxException unreadable) {
            names.clear();
        }
        return names;
    }

    @Override
    public ClassLoader loader() {
        return loader;
    }
}
