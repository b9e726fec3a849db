package dev.lastcall;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.security.AllPermission;
import java.security.Permissions;
import java.security.ProtectionDomain;

/**
 * The loader of everything of the agent that main need not wait for. Its classes lie in a jar within the agent's jar, where no
 * other loader looks for classes, so an application never meets them, nor they the application's: see {@link StoredJar}.
 */
public final class AgentLoader extends ClassLoader {

    private static final String HIDDEN = "lastcall/agent.jar";

    private static final String AGENT = "dev.lastcall.";

    /** Library lines are not for this loader: each is defined beside the library that it is about. */
    private static final String LINES = AGENT + "library.";

    static {
        registerAsParallelCapable();
    }

    private final StoredJar jar;

    /** May do everything, whatever policy an application sets: what the agent does is not the application's doing. */
    private final ProtectionDomain domain;

    /** @throws IOException if the jar cannot be read, or is not as it was built */
    AgentLoader(File jar) throws IOException {
        super(ClassLoader.getSystemClassLoader().getParent());
        this.jar = new StoredJar(jar, HIDDEN);
        Permissions all = new Permissions();
        all.add(new AllPermission());
        this.domain =
                new ProtectionDomain(AgentLoader.class.getProtectionDomain().getCodeSource(), all);
    }

    /**
     * What is the agent's nobody else has; to ask costs an exception for each of its classes. What the application's loader
     * has is taken from there: {@link FirstLook} must be the one that main has waited for.
     */
    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(AGENT)) {
            return super.loadClass(name, resolve);
        }
        if (name.lastIndexOf('.') < AGENT.length()) {
            return Class.forName(name, false, AgentLoader.class.getClassLoader());
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
        return defineClass(name, bytes, 0, bytes.length, domain);
    }

    /** Anything hidden in the agent's jar; classes of the library lines are read in this way. */
    @Override
    public InputStream getResourceAsStream(String name) {
        byte[] bytes = read(name);
        return bytes == null ? null : new ByteArrayInputStream(bytes);
    }

    private byte[] read(String name) {
        try {
            return jar.bytesOf(name);
        } catch (IOException unreadable) {
            return null;
        }
    }
}
