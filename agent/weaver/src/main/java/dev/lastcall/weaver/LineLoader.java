package dev.lastcall.weaver;

/**
 * The loader of one library line for one loader of the library: the line's own classes are defined here, names of the
 * agent come from the agent only, everything else from the loader that defined the library. So a line is compiled
 * against the library and calls it, and nothing is put into the application's loaders.
 */
final class LineLoader extends ClassLoader {

    static {
        registerAsParallelCapable();
    }

    private final String ownPackage;
    private final AgentClasses agent;
    private final ClassLoader library;

    LineLoader(LineRow line, AgentClasses agent, ClassLoader library) {
        super(null);
        this.ownPackage = line.ownPackage();
        this.agent = agent;
        this.library = library;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (name.startsWith(ownPackage)) {
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

    private Class<?> define(String name) throws ClassNotFoundException {
        byte[] bytes = agent.bytesOf(name);
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length, LineLoader.class.getProtectionDomain());
    }
}
