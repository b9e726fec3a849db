package dev.lastcall.dist;

import dev.lastcall.weaver.AgentClasses;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** The classes of the agent's jar, read through the agent's loader. */
final class JarClasses implements AgentClasses {

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
    public ClassLoader loader() {
        return loader;
    }
}
