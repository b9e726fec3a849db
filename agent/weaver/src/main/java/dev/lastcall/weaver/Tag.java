package dev.lastcall.weaver;

import java.util.Arrays;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** Makes a class a {@code LastCall.Tagged}: one field and what reads and writes it. */
final class Tag {

    static final String INTERFACE = WovenPoint.BRIDGE + "$Tagged";

    private static final String NAME = "lastCallTag";
    private static final String TYPE = "Ljava/lang/Object;";
    private static final int OURS = Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_SYNTHETIC;

    private Tag() {}

    static String[] added(String[] interfaces) {
        String[] more = Arrays.copyOf(interfaces, interfaces.length + 1);
        more[interfaces.length] = INTERFACE;
        return more;
    }

    static void add(ClassVisitor to, String owner) {
        to.visitField(
                        Opcodes.ACC_PRIVATE | Opcodes.ACC_TRANSIENT | Opcodes.ACC_VOLATILE | Opcodes.ACC_SYNTHETIC,
                        NAME,
                        TYPE,
                        null,
                        null)
                .visitEnd();
        MethodVisitor get = to.visitMethod(OURS, NAME, "()" + TYPE, null, null);
        get.visitCode();
        get.visitVarInsn(Opcodes.ALOAD, 0);
        get.visitFieldInsn(Opcodes.GETFIELD, owner, NAME, TYPE);
        get.visitInsn(Opcodes.ARETURN);
        get.visitMaxs(1, 1);
        get.visitEnd();
        MethodVisitor set = to.visitMethod(OURS, NAME, "(" + TYPE + ")V", null, null);
        set.visitCode();
        set.visitVarInsn(Opcodes.ALOAD, 0);
        set.visitVarInsn(Opcodes.ALOAD, 1);
        set.visitFieldInsn(Opcodes.PUTFIELD, owner, NAME, TYPE);
        set.visitInsn(Opcodes.RETURN);
        set.visitMaxs(2, 2);
        set.visitEnd();
    }
}
