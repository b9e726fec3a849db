package dev.lastcall.weaver;

import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** The bridge is called before the method's first instruction. */
final class EnterPoint extends WovenPoint {

    EnterPoint(MethodVisitor to, Call call, int firstLocal) {
        super(to, call, firstLocal);
        if (call.method.isConstructor && (call.point.key + call.point.detail).matches(".*(this|field:).*")) {
            throw new IllegalArgumentException(call.point + " has no \"this\" yet");
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
        if (call.method.isConstructor) { // before its super() one may not be left, so no handler can stand here
            mv.visitInsn(Opcodes.POP);
            return;
        }
        mv.visitJumpInsn(Opcodes.GOTO, body);
        visitBody(from, end, body);
    }
}
