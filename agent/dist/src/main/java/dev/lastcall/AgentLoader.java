package dev.lastcall;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * The loader of everything of the agent but its entry. Its classes lie under {@value #HIDDEN} in the agent's jar, where no
 * other loader looks for classes, so an application never meets them, nor they the application's.
 */
public final class AgentLoader extends ClassLoader {

    private static final String HIDDEN = "lastcall/";

    /** Library lines are not for this loader: each is defined beside the library that it is about. */
    private static final String LINES = "dev.lastcall.library.";

    static {
        registerAsParallelCapable();
    }

    private final JarFile file;

    AgentLoader(File jar) throws IOException {
        super(ClassLoader.getSystemClassLoader().getParent());
        this.file = new JarFile(jar, false);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = name.startsWith(LINES) ? null : read(name.replace('.', '/') + ".class");
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length, AgentLoader.class.getProtectionDomain());
    }

    /** Anything hidden in the agent's jar; classes of the library lines are read in this way. */
    @Override
    public InputStream getResourceAsStream(String name) {
        byte[] bytes = read(name);
        return bytes == null ? null : new java.io.ByteArrayInputStream(bytes);
    }

    private byte[] read(String name) {
        ZipEntry entry = file.getEntry(HIDDEN + name);
        if (entry == null) {
            return null;
        }
        try (InputStream in = file.getInputStream(entry)) {
            ByteArrayOutputStream out = new ByteArrayOutputStream(Math.max(512, (int) entry.getSize()));
            byte[] buffer = new byte[8192];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                out.write(buffer, 0, n);
            }
            return out.toByteArray();
        } catch (IOException unreadable) {
            return null;
        }
    }
}
