package dev.lastcall;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * The loader of everything of the agent but its entry. Its classes lie under {@value #HIDDEN} in the agent's jar, where no
 * other loader looks for classes, so an application never meets them, nor they the application's. What premain needs lies
 * there as it is, the rest in a jar of its own: see {@link StoredJar}.
 */
public final class AgentLoader extends ClassLoader {

    private static final String HIDDEN = "lastcall/";

    private static final String REST = HIDDEN + "agent.jar";

    private static final String AGENT = "dev.lastcall.";

    /** Library lines are not for this loader: each is defined beside the library that it is about. */
    private static final String LINES = AGENT + "library.";

    static {
        registerAsParallelCapable();
    }

    private final File jar;
    private final JarFile file;

    /** Opened when it is first asked for something; guarded by this. */
    private StoredJar rest;

    AgentLoader(File jar) throws IOException {
        super(ClassLoader.getSystemClassLoader().getParent());
        this.jar = jar;
        this.file = new JarFile(jar, false);
    }

    /** What is the agent's nobody else has; to ask costs an exception for each of its classes. */
    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(AGENT)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : findClass(name);
        }
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
        return bytes == null ? null : new ByteArrayInputStream(bytes);
    }

    private byte[] read(String name) {
        ZipEntry entry = file.getEntry(HIDDEN + name);
        try {
            return entry == null ? rest().bytesOf(name) : read(entry);
        } catch (IOException unreadable) {
            return null;
        }
    }

    private byte[] read(ZipEntry entry) throws IOException {
        try (DataInputStream in = new DataInputStream(file.getInputStream(entry))) {
            byte[] bytes = new byte[(int) entry.getSize()];
            in.readFully(bytes);
            return bytes;
        }
    }

    private synchronized StoredJar rest() {
        if (rest == null) {
            try {
                rest = new StoredJar(jar, REST);
            } catch (IOException unusable) {
                throw new IllegalStateException(unusable.getMessage(), unusable);
            }
        }
        return rest;
    }
}
