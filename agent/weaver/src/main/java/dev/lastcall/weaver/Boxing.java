package dev.lastcall.weaver;

import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/** Between a method's types and Object, in bytecode. */
final class Boxing {

    private static final String[] BOXES = {
        null, "Boolean", "Character", "Byte", "Short", "Integer", "Float", "Long", "Double" // by Type's sorts
    };

    private Boxing() {}

    /** A value on the stack becomes an object. */
    static void box(MethodVisitor mv, Type type) {
        if (isPrimitive(type)) {
            String box = boxOf(type);
            mv.visitMethodInsn(
                    Opcodes.INVOKESTATIC, box, "valueOf", "(" + type.getDescriptor() + ")L" + box + ";", false);
        }
    }

    /** An object on the stack becomes a value of the type. */
    static void unbox(MethodVisitor mv, Type type) {
        if (isPrimitive(type)) {
            mv.visitTypeInsn(Opcodes.CHECKCAST, boxOf(type));
            mv.visitMethodInsn(
                    Opcodes.INVOKEVIRTUAL,
                    boxOf(type),
                    type.getClassName() + "Value",
                    "()" + type.getDescriptor(),
                    false);
        } else {
            mv.visitTypeInsn(Opcodes.CHECKCAST, type.getInternalName());
        }
    }

    /** Pushes zero, false or null. */
    static void pushDefault(MethodVisitor mv, Type type) {
        switch (type.getSort()) {
            case Type.LONG:
                mv.visitInsn(Opcodes.LCONST_0);
                break;
            case Type.FLOAT:
                mv.visitInsn(Opcodes.FCONST_0);
                break;
            case Type.DOUBLE:
                mv.visitInsn(Opcodes.DCONST_0);
                break;
            default:
                mv.visitInsn(isPrimitive(type) ? Opcodes.ICONST_0 : Opcodes.ACONST_NULL);
        }
    }

    /** How a stack map names the type. */
    static Object frameType(Type type) {
        switch (type.getSort()) {
            case Type.LONG:
                return Opcodes.LONG;
            case Type.FLOAT:
                return Opcodes.FLOAT;
            case Type.DOUBLE:
                return Opcodes.DOUBLE;
            default:
                return isPrimitive(type) ? Opcodes.INTEGER : type.getInternalName();
        }
    }

    static boolean isPrimitive(Type type) {
        return type.getSort() >= Type.BOOLEAN && type.getSort() <= Type.DOUBLE;
    }

    private static String boxOf(Type type) {
        return "java/lang/" + BOXES[type.getSort()];
    }
}
