package dev.lastcall.weaver;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Weaves the points of one class into its bytes: a call of the bridge and nothing else.
 *
 * <p>By ASM alone, and never by the types that the class refers to: nothing is loaded or resolved, stack maps are
 * continued instead of computed. Why not by a library that does more: docs/performance.md.
 */
final class Weave {

    private static final int MAJOR_VERSION = 7; // the offset, in a class file, of the low byte of its major version
    private static final int NEWEST = Opcodes.V26 & 0xFF;

    /** Where the numbers come from by which the bridge tells the points apart. */
    interface Numbers {
        /** @param loader of the class with the point; null for the boot loader */
        int issue(ClassLoader loader, PointRow row);
    }

    private final Numbers numbers;

    Weave(Numbers numbers) {
        this.numbers = numbers;
    }

    /**
     * @param loader of the class, or null
     * @throws MissingPoint if a point that must be there is not: then this is a version of the library that we do not know
     */
    byte[] weave(ClassLoader loader, byte[] bytes, List<PointRow> points) throws MissingPoint {
        int version = bytes[MAJOR_VERSION] & 0xFF;
        byte[] readable = bytes;
        if (version > NEWEST) { // what we weave has not changed since Java 7, so a newer class is read as an older one
            readable = bytes.clone();
            readable[MAJOR_VERSION] = (byte) NEWEST;
        }
        ClassReader reader = new ClassReader(readable);
        Survey survey = Survey.of(reader, points);
        ClassWriter writer = new ClassWriter(reader, 0);
        reader.accept(new Weaver(writer, survey, loader), ClassReader.EXPAND_FRAMES);
        byte[] woven = writer.toByteArray();
        woven[MAJOR_VERSION] = (byte) version;
        return woven;
    }

    /** Passes on what has no points untouched: ASM copies such methods whole. */
    private final class Weaver extends ClassVisitor {
        private final Survey survey;
        private final ClassLoader loader;
        private boolean tags;

        Weaver(ClassWriter writer, Survey survey, ClassLoader loader) {
            super(Opcodes.ASM9, writer);
            this.survey = survey;
            this.loader = loader;
        }

        @Override
        public void visit(int version, int access, String name, String signature, String parent, String[] interfaces) {
            tags = survey.isTagged() && !Arrays.asList(interfaces).contains(Tag.INTERFACE);
            super.visit(version, access, name, signature, parent, tags ? Tag.added(interfaces) : interfaces);
        }

        @Override
        public void visitEnd() {
            if (tags) {
                Tag.add(cv, survey.owner());
            }
            super.visitEnd();
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            MethodVisitor visitor = super.visitMethod(access, name, descriptor, signature, exceptions);
            Survey.Method method = survey.method(name, descriptor);
            if (method == null) {
                return visitor;
            }
            // The first row's code goes outermost. The innermost has the lowest locals: the others do not know of them.
            List<PointRow> inwards = new ArrayList<PointRow>(method.points);
            int[] firstLocal = new int[inwards.size()];
            int next = method.maxLocals;
            for (int i = inwards.size() - 1; i >= 0; i--) {
                firstLocal[i] = next;
                next += WovenPoint.LOCALS;
            }
            for (int i = 0; i < inwards.size(); i++) {
                visitor = woven(visitor, method, inwards.get(i), firstLocal[i]);
            }
            return visitor;
        }

        private MethodVisitor woven(MethodVisitor to, Survey.Method method, PointRow point, int firstLocal) {
            if (point.isStir()) {
                return new Stir(to, point.when == PointRow.When.EXIT);
            }
            WovenPoint.Call call = new WovenPoint.Call(survey, method, point, numbers.issue(loader, point));
            switch (point.when) {
                case ENTER:
                    return new EnterPoint(to, call, firstLocal);
                case INSTEAD:
                    return new InsteadPoint(to, call, firstLocal);
                default:
                    return new ExitPoint(to, call, firstLocal);
            }
        }
    }

    /** One volatile read where a task may just have ended; what runs tasks catches what they throw. */
    private static final class Stir extends MethodVisitor {
        private final boolean onExit;

        Stir(MethodVisitor to, boolean onExit) {
            super(Opcodes.ASM9, to);
            this.onExit = onExit;
        }

        @Override
        public void visitCode() {
            super.visitCode();
            if (!onExit) {
                stir();
            }
        }

        @Override
        public void visitInsn(int opcode) {
            if (onExit && opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
                stir();
            }
            super.visitInsn(opcode);
        }

        private void stir() {
            super.visitMethodInsn(Opcodes.INVOKESTATIC, WovenPoint.BRIDGE, "stir", "()V", false);
        }
    }

    /** A method that a table names and the class does not have, or not in the form that it must have. */
    static final class MissingPoint extends Exception {
        final transient PointRow point;

        MissingPoint(PointRow point, String message) {
            super(message, null, false, false);
            this.point = point;
        }
    }
}
