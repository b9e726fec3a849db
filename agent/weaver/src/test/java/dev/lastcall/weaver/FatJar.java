package dev.lastcall.weaver;

import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.commons.ClassRemapper;
import net.bytebuddy.jar.asm.commons.Remapper;

/**
 * The loader of an application with relocated copies of classes, as a shading tool makes them; it has them woven. The
 * originals of the library are not there unless they are added, with an empty prefix.
 */
final class FatJar extends ClassLoader {
    private final Map<String, byte[]> classes = new HashMap<>();
    private final Engine engine;

    FatJar(Engine engine) {
        super(FatJar.class.getClassLoader());
        this.engine = engine;
    }

    /** Adds a copy of a class in which all names of these packages have the prefix. */
    FatJar add(String prefix, Class<?> type, String... packages) throws Exception {
        return addWithPartsAt(prefix, type, prefix, packages);
    }

    /** Adds a copy of a class whose own name has one prefix, and all names of these packages another. */
    FatJar addWithPartsAt(String ownPrefix, Class<?> type, String prefix, String... packages) throws Exception {
        String ownName = type.getName().replace('.', '/');
        Remapper names = new Remapper(Opcodes.ASM9) {
            @Override
            public String map(String name) {
                if (name.equals(ownName)) {
                    return ownPrefix.replace('.', '/') + name;
                }
                boolean moves = List.of(packages).stream().anyMatch(each -> name.startsWith(each.replace('.', '/')));
                return moves ? prefix.replace('.', '/') + name : name;
            }
        };
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(Woven.bytesOf(type)).accept(new ClassRemapper(writer, names), 0);
        classes.put(ownPrefix + type.getName(), writer.toByteArray());
        return this;
    }

    /** Adds some class under a name that is a library's. */
    FatJar addDecoy(String name) {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V1_8, Opcodes.ACC_PUBLIC, name.replace('.', '/'), null, "java/lang/Object", null);
        classes.put(name, writer.toByteArray());
        return this;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith("org.example.")) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : findClass(name);
        }
    }

    @Override
    public URL getResource(String file) {
        return file.startsWith("org/example/") ? findResource(file) : super.getResource(file);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = classes.get(name);
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        byte[] woven = engine.transform(this, name.replace('.', '/'), null, null, bytes);
        byte[] defined = woven == null ? bytes : woven;
        return defineClass(name, defined, 0, defined.length);
    }

    @Override
    protected URL findResource(String file) {
        try {
            String name = file.replace(".class", "").replace('/', '.');
            return classes.containsKey(name) ? URI.create("file:/" + file).toURL() : null;
        } catch (MalformedURLException e) {
            throw new AssertionError(e);
        }
    }
}
