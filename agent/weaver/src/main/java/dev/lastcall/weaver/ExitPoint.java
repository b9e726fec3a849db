package dev.lastcall.weaver;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * The bridge is called when the method is left, by return or by throw; of a constructor only by return, because an object
 * whose constructor has thrown may be half built. Arguments are those that the method was called with.
 *
 * <p>The locals of this point, which no code of the method's touches: first the arguments kept, then the value on its way.
 */
final class ExitPoint extends WovenPoint {

    private static final int KEPT = 2;

    /** The types of what is kept, {@code TOP} for nothing. */
    private final Object[] kept = {Opcodes.TOP, Opcodes.TOP};

    /** Counts in a constructor what has been made and not yet initialised; -1 once that is {@code this}. */
    private int raw;

    private final Label begin = new Label();
    private final Label ifReturnFails = new Label();
    private boolean returns;
    private boolean thrown;

    ExitPoint(MethodVisitor to, Call call, int firstLocal) {
        super(to, call, firstLocal);
    }

    @Override
    public void visitCode() {
        super.visitCode();
        raw = call.method.isConstructor ? 0 : -1;
        keep(call.point.key, 0);
        keep(call.point.detail, 1);
        mv.visitLabel(begin);
    }

    private void keep(String what, int place) {
        if (Character.isDigit(what.charAt(0))) {
            super.pushArgument(Integer.parseInt(what), place);
            mv.visitVarInsn(Opcodes.ASTORE, firstLocal + place);
            kept[place] = OBJECT;
        } else if (call.method.losesThis && needsThis(what)) {
            super.pushThis(place);
            mv.visitVarInsn(Opcodes.ASTORE, firstLocal + place);
            kept[place] = call.method.isConstructor ? Opcodes.UNINITIALIZED_THIS : call.survey.owner();
        }
    }

    private boolean needsThis(String what) {
        return what.equals("this")
                || what.startsWith(FIELD) && !call.survey.field(what.substring(FIELD.length())).isStatic;
    }

    @Override
    void pushThis(int place) {
        if (kept[place] == Opcodes.TOP) {
            super.pushThis(place);
        } else {
            mv.visitVarInsn(Opcodes.ALOAD, firstLocal + place);
        }
    }

    @Override
    void pushArgument(int argument, int place) {
        mv.visitVarInsn(Opcodes.ALOAD, firstLocal + place);
    }

    @Override
    void pushReturned() {
        if (thrown || call.returned.getSort() == Type.VOID) {
            mv.visitInsn(Opcodes.ACONST_NULL);
        } else {
            load();
            Boxing.box(mv, call.returned);
        }
    }

    @Override
    public void visitInsn(int opcode) {
        if (opcode < Opcodes.IRETURN || opcode > Opcodes.RETURN) {
            super.visitInsn(opcode);
            return;
        }
        returns = true;
        Label from = new Label();
        Label end = new Label();
        if (opcode != Opcodes.RETURN) {
            mv.visitVarInsn(call.returned.getOpcode(Opcodes.ISTORE), firstLocal + KEPT);
        }
        mv.visitLabel(from);
        reach();
        mv.visitLabel(end);
        mv.visitInsn(Opcodes.POP);
        suppress(from, end, ifReturnFails);
        finish();
    }

    private void load() {
        mv.visitVarInsn(call.returned.getOpcode(Opcodes.ILOAD), firstLocal + KEPT);
    }

    private void finish() {
        if (call.returned.getSort() != Type.VOID) {
            load();
        }
        mv.visitInsn(call.returned.getOpcode(Opcodes.IRETURN));
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
        super.visitTypeInsn(opcode, type);
        if (opcode == Opcodes.NEW && raw >= 0) {
            raw++;
        }
    }

    /** The first constructor that is called on nothing made here is that of {@code this}: its copy is initialised, too. */
    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean ofInterface) {
        super.visitMethodInsn(opcode, owner, name, descriptor, ofInterface);
        if (call.method.isConstructor && opcode == Opcodes.INVOKESPECIAL && name.equals("<init>") && raw-- == 0) {
            for (int place = 0; place < KEPT; place++) {
                if (kept[place] == Opcodes.UNINITIALIZED_THIS) {
                    kept[place] = call.survey.owner();
                }
            }
        }
    }

    /** Everything that the method itself says of its locals is said of the kept ones too. */
    @Override
    public void visitFrame(int type, int localCount, Object[] local, int stackCount, Object[] stack) {
        if (kept[0] == Opcodes.TOP && kept[1] == Opcodes.TOP) {
            super.visitFrame(type, localCount, local, stackCount, stack);
            return;
        }
        checkThis(localCount == 0 ? Opcodes.TOP : local[0]);
        List<Object> locals = new ArrayList<Object>(Arrays.asList(local).subList(0, localCount));
        int used = 0;
        for (Object one : locals) {
            used += one == Opcodes.LONG || one == Opcodes.DOUBLE ? 2 : 1;
        }
        for (; used < firstLocal; used++) {
            locals.add(Opcodes.TOP);
        }
        locals.addAll(Arrays.asList(kept)); // inner points have lower locals: theirs are in it already
        super.visitFrame(type, locals.size(), locals.toArray(), stackCount, stack);
    }

    /** A constructor whose instructions stand in another order than they run would be refused by the JVM. */
    private void checkThis(Object local) {
        for (Object copy : kept) {
            boolean differs = copy == Opcodes.UNINITIALIZED_THIS && local.equals(call.survey.owner())
                    || local == Opcodes.UNINITIALIZED_THIS && copy.equals(call.survey.owner());
            if (differs) {
                throw new IllegalArgumentException(
                        call.point + " is not in the order that it runs in, and cannot be woven");
            }
        }
    }

    @Override
    void visitLastHandler() {
        Label end = new Label();
        mv.visitLabel(end);
        if (returns) {
            List<Object> locals = new ArrayList<Object>(Arrays.asList(kept));
            if (call.returned.getSort() != Type.VOID) {
                locals.add(Boxing.frameType(call.returned));
            }
            mv.visitLabel(ifReturnFails);
            frame(false, locals.toArray(), THROWABLE);
            mv.visitInsn(Opcodes.POP);
            finish();
        }
        if (!call.method.isConstructor) {
            visitThrow(end);
        }
    }

    private void visitThrow(Label end) {
        thrown = true;
        Label whole = new Label();
        Label from = new Label();
        Label called = new Label();
        Label failed = new Label();
        Label again = new Label();
        List<Object> locals = new ArrayList<Object>(Arrays.asList(kept));
        mv.visitTryCatchBlock(begin, end, whole, THROWABLE);
        mv.visitLabel(whole);
        frame(false, locals.toArray(), THROWABLE);
        mv.visitVarInsn(Opcodes.ASTORE, firstLocal + KEPT);
        mv.visitTryCatchBlock(from, called, failed, THROWABLE);
        mv.visitLabel(from);
        reach();
        mv.visitLabel(called);
        mv.visitInsn(Opcodes.POP);
        mv.visitJumpInsn(Opcodes.GOTO, again);
        locals.add(THROWABLE);
        mv.visitLabel(failed);
        frame(false, locals.toArray(), THROWABLE);
        mv.visitInsn(Opcodes.POP);
        mv.visitLabel(again);
        frame(false, locals.toArray());
        mv.visitVarInsn(Opcodes.ALOAD, firstLocal + KEPT);
        mv.visitInsn(Opcodes.ATHROW);
    }
}
