package dev.lastcall.weaver;

import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/** The bridge is called before the method's first instruction, and says whether the method is to run. */
final class InsteadPoint extends WovenPoint {

    InsteadPoint(MethodVisitor to, Call call, int firstLocal) {
        super(to, call, firstLocal);
        if (call.method.isConstructor) {
            throw new IllegalArgumentException(call.point + ": nothing can stand in for a constructor");
        }
    }

    @Override
    public void visitCode() {
        super.visitCode();
        Label from = new Label();
        Label end = new Label();
        Label body = new Label();
        mv.visitLabel(from);
        reach();
        mv.visitLabel(end);
        mv.visitInsn(Opcodes.DUP);
        mv.visitJumpInsn(Opcodes.IFNULL, body);
        returnInstead();
        visitBody(from, end, body);
    }

    /** On the stack is what the bridge has returned, and it is not null. */
    private void returnInstead() {
        if (call.returned.getSort() == Type.VOID) {
            mv.visitInsn(Opcodes.RETURN);
            return;
        }
        Label value = new Label();
        mv.visitInsn(Opcodes.DUP);
        mv.visitFieldInsn(Opcodes.GETSTATIC, BRIDGE, "SKIP", "L" + OBJECT + ";");
        mv.visitJumpInsn(Opcodes.IF_ACMPNE, value);
        Boxing.pushDefault(mv, call.returned);
        mv.visitInsn(call.returned.getOpcode(Opcodes.IRETURN));
        mv.visitLabel(value);
        frame(true, NO_LOCALS, OBJECT);
        Boxing.unbox(mv, call.returned);
        mv.visitInsn(call.returned.getOpcode(Opcodes.IRETURN));
    }
}
