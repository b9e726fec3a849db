package dev.lastcall.weaver;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Weaves one point into one method: what is common to all three kinds. A method with several points has several of these,
 * each of which takes what the inner ones have woven for the method's own code.
 *
 * <p>Nothing that the bridge throws reaches the application. Its handler stands in front of the method's own, or such a
 * one could catch what is none of its business.
 */
abstract class WovenPoint extends MethodVisitor {

    static final String BRIDGE = "java/lang/LastCall";

    /** How many local variables a point may use: its first two arguments, kept for the exit, and a value of two words. */
    static final int LOCALS = 4;

    private static final int STACK =
            8; // five words for the call, and room for boxing; never beside a value of the method's
    private static final String REACHED = "(Ljava/lang/Class;ILjava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;";
    private static final String REACHED_BY_THIS = "(ILjava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;";
    private static final String TARGET = BRIDGE + "$Target";
    static final String THROWABLE = "java/lang/Throwable";
    static final String OBJECT = "java/lang/Object";

    /** How a row begins that passes the value of a field. */
    static final String FIELD = "field:";

    static final Object[] NO_LOCALS = {};

    final Call call;

    /** The first of the local variables that are this point's. */
    final int firstLocal;

    private final List<Runnable> handlersOfMethod = new ArrayList<Runnable>();
    private final List<Label> suppressed = new ArrayList<Label>();

    WovenPoint(MethodVisitor to, Call call, int firstLocal) {
        super(Opcodes.ASM9, to);
        this.call = call;
        this.firstLocal = firstLocal;
    }

    /** What is called, and from where. */
    static final class Call {
        final Survey survey;
        final Survey.Method method;
        final PointRow point;
        final int number;
        final Type returned;
        final Type[] arguments;

        Call(Survey survey, Survey.Method method, PointRow point, int number) {
            this.survey = survey;
            this.method = method;
            this.point = point;
            this.number = number;
            this.returned = Type.getReturnType(method.descriptor);
            this.arguments = Type.getArgumentTypes(method.descriptor);
        }

        /** The local variable that holds an argument when the method is entered. */
        int localOf(int argument) {
            int local = method.isStatic ? 0 : 1;
            for (int i = 0; i < argument; i++) {
                local += arguments[i].getSize();
            }
            return local;
        }
    }

    /** Pushes the four arguments of the bridge and calls it; its result is left on the stack. */
    final void reach() {
        boolean hasTarget = call.number < LastCall.TARGETS && !call.point.isGated;
        if (hasTarget) {
            pushNumber();
            mv.visitMethodInsn(Opcodes.INVOKESTATIC, BRIDGE, "target", "(I)L" + TARGET + ";", false);
        }
        boolean keyTellsClass = call.point.isGated && call.point.key.equals("this");
        if (!keyTellsClass) {
            mv.visitLdcInsn(Type.getObjectType(call.survey.owner()));
        }
        pushNumber();
        push(call.point.key, 0);
        push(call.point.detail, 1);
        if (hasTarget) {
            mv.visitMethodInsn(Opcodes.INVOKEVIRTUAL, TARGET, "reached", REACHED, false);
        } else if (call.point.isGated) {
            mv.visitMethodInsn(
                    Opcodes.INVOKESTATIC, BRIDGE, "reachedGated", keyTellsClass ? REACHED_BY_THIS : REACHED, false);
        } else {
            mv.visitMethodInsn(Opcodes.INVOKESTATIC, BRIDGE, "reached", REACHED, false);
        }
    }

    /** As short as it can be: what no longer fits into 325 bytes is not inlined by the JVM's compiler. */
    private void pushNumber() {
        if (call.number <= Byte.MAX_VALUE) {
            mv.visitIntInsn(Opcodes.BIPUSH, call.number);
        } else if (call.number <= Short.MAX_VALUE) {
            mv.visitIntInsn(Opcodes.SIPUSH, call.number);
        } else {
            mv.visitLdcInsn(call.number);
        }
    }

    private void push(String what, int place) {
        if (what.equals("-")) {
            mv.visitInsn(Opcodes.ACONST_NULL);
        } else if (what.equals("this")) {
            pushThis(place);
        } else if (what.equals("return")) {
            pushReturned();
        } else if (what.startsWith(FIELD)) {
            Survey.Field field = call.survey.field(what.substring(FIELD.length()));
            if (!field.isStatic) {
                pushThis(place);
            }
            mv.visitFieldInsn(
                    field.isStatic ? Opcodes.GETSTATIC : Opcodes.GETFIELD,
                    call.survey.owner(),
                    field.name,
                    field.descriptor);
            Boxing.box(mv, Type.getType(field.descriptor));
        } else {
            pushArgument(Integer.parseInt(what), place);
        }
    }

    /** @param place 0 for the first of what the point passes, 1 for the second */
    void pushThis(int place) {
        if (call.method.isStatic) {
            throw new IllegalArgumentException(call.point + " is static and has no \"this\"");
        }
        mv.visitVarInsn(Opcodes.ALOAD, 0);
    }

    void pushReturned() {
        throw new IllegalArgumentException(call.point + " has no result yet where it is caught");
    }

    /** @param place 0 for the first of what the point passes, 1 for the second */
    void pushArgument(int argument, int place) {
        Type type = call.arguments[argument];
        mv.visitVarInsn(type.getOpcode(Opcodes.ILOAD), call.localOf(argument));
        Boxing.box(mv, type);
    }

    /** What is thrown between these two goes to the third. */
    final void suppress(Label from, Label to, Label handler) {
        suppressed.add(from);
        suppressed.add(to);
        suppressed.add(handler);
    }

    /**
     * Here the method's own code goes on: from the label {@code body}, whoever jumps there with what the bridge has returned
     * on the stack, and after what it has thrown between the first two.
     */
    final void visitBody(Label from, Label end, Label body) {
        Label handler = new Label();
        suppress(from, end, handler);
        mv.visitLabel(handler);
        frame(true, NO_LOCALS, THROWABLE);
        mv.visitInsn(Opcodes.NOP); // C1 compiles no method that comes to a handler in another way, too
        mv.visitLabel(body);
        frame(true, NO_LOCALS, OBJECT);
        mv.visitInsn(Opcodes.POP);
    }

    /** The method's own handlers are held back until those that go in front of them are known. */
    @Override
    public void visitTryCatchBlock(final Label start, final Label end, final Label handler, final String type) {
        handlersOfMethod.add(new Runnable() {
            @Override
            public void run() {
                mv.visitTryCatchBlock(start, end, handler, type);
            }
        });
    }

    /** Annotations on the type of a catch clause count the handlers, which are more now. Nobody reads them. */
    @Override
    public net.bytebuddy.jar.asm.AnnotationVisitor visitTryCatchAnnotation(
            int reference, net.bytebuddy.jar.asm.TypePath path, String descriptor, boolean visible) {
        return null;
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
        for (int i = 0; i < suppressed.size(); i += 3) {
            mv.visitTryCatchBlock(suppressed.get(i), suppressed.get(i + 1), suppressed.get(i + 2), THROWABLE);
        }
        for (Runnable handler : handlersOfMethod) {
            handler.run();
        }
        visitLastHandler();
        super.visitMaxs(maxStack + STACK, Math.max(maxLocals, firstLocal + LOCALS));
    }

    /** A handler of the whole method, for what its own have let through. */
    void visitLastHandler() {}

    /**
     * A stack map where only what the method was called with is known.
     *
     * @param entered whether the arguments are still what they were
     * @param more the types of this point's own locals
     */
    final void frame(boolean entered, Object[] more, Object... stack) {
        if (!call.survey.hasFrames()) {
            return;
        }
        List<Object> locals = new ArrayList<Object>();
        int used = 0;
        if (!call.method.isStatic) {
            boolean raw = call.method.isConstructor && entered;
            Object known = call.method.losesThis ? Opcodes.TOP : call.survey.owner();
            locals.add(raw ? Opcodes.UNINITIALIZED_THIS : entered ? call.survey.owner() : known);
            used = 1;
        }
        if (entered) {
            for (Type argument : call.arguments) {
                locals.add(Boxing.frameType(argument));
                used += argument.getSize();
            }
        }
        if (more.length > 0) {
            for (; used < firstLocal; used++) {
                locals.add(Opcodes.TOP);
            }
            locals.addAll(java.util.Arrays.asList(more));
        }
        mv.visitFrame(Opcodes.F_NEW, locals.size(), locals.toArray(), stack.length, stack);
    }
}
