package dev.lastcall.weaver;

import dev.lastcall.core.LineCode;
import java.security.ProtectionDomain;
import java.util.List;

/**
 * The loader of one library line for one loader of the library: the line's own classes, and those that it shares with
 * other lines, are defined here; other names of the agent come from the agent only, everything else from the loader that
 * defined the library. So a line is compiled against the library and calls it, and nothing is put into the application's
 * loaders. The classes of a line for a relocated copy are made to call that copy.
 */
final class LineLoader extends ClassLoader {

    static {
        registerAsParallelCapable();
    }

    /** Of the agent, which may do everything whatever the application's security manager says. */
    private static final ProtectionDomain AGENT = LineLoader.class.getProtectionDomain();

    private final LineRow line;
    private final List<String> packages;
    private final AgentClasses agent;
    private final ClassLoader library;

    /** Null for the original. */
    private final Relocation relocation;

    LineLoader(LineRow line, AgentClasses agent, ClassLoader library) {
        super(null);
        this.line = line;
        this.packages = line.packages();
        this.agent = agent;
        this.library = library;
        this.relocation = line.isCopy() ? new Relocation(line, library) : null;
    }

    /** All classes of a line's own, whatever the loaders of its library. */
    static LineCode codeOf(final LineRow line) {
        return new LineCode() {
            @Override
            public boolean includes(Class<?> type) {
                ClassLoader loader = type.getClassLoader();
                return loader instanceof LineLoader && ((LineLoader) loader).line == line;
            }
        };
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (isOwn(name)) {
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : define(name);
            }
        }
        if (name.startsWith("dev.lastcall.")) {
            return Class.forName(name, false, agent.loader());
        }
        return Class.forName(name, false, library);
    }

    private boolean isOwn(String name) {
        for (String prefix : packages) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    List<String> packages() {
        return packages;
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        byte[] bytes = agent.bytesOf(name);
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        if (relocation != null) {
            bytes = relocation.of(bytes);
        }
        return defineClass(name, bytes, 0, bytes.length, AGENT);
    }
}
