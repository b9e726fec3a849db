package dev.lastcall.weaver;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.commons.ClassRemapper;
import net.bytebuddy.jar.asm.commons.Remapper;

/**
 * Makes the classes of a line, which is compiled against the original library, speak of a relocated copy of it: the names of
 * the library's classes get the copy's prefix wherever code refers to them. Text in strings is left as it is. Thread-safe.
 */
final class Relocation extends Remapper {

    private final LineRow copy;
    private final ClassLoader library;
    private final ConcurrentMap<String, String> names = new ConcurrentHashMap<String, String>();

    Relocation(LineRow copy, ClassLoader library) {
        super(Opcodes.ASM9);
        this.copy = copy;
        this.library = library;
    }

    byte[] of(byte[] lineClass) {
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(lineClass).accept(new ClassRemapper(writer, this), 0);
        return writer.toByteArray();
    }

    @Override
    public String map(String internalName) {
        String known = names.get(internalName);
        if (known == null) {
            known = find(internalName);
            names.put(internalName, known);
        }
        return known;
    }

    /** Other parts of a library may have another prefix, or none; what is nowhere is of some version, and stays nowhere. */
    private String find(String internalName) {
        String name = internalName.replace('/', '.');
        if (!copy.isOfLibrary(name)) {
            return internalName;
        }
        for (String prefix : copy.prefixes()) {
            if (LineRow.has(library, prefix + name)) {
                return prefix.replace('.', '/') + internalName;
            }
        }
        return copy.prefix.replace('.', '/') + internalName;
    }
}
