package dev.lastcall.weaver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lastcall.weaver.Woven.Reached;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;

/** Methods as shrinkers leave them: local 0 is used again, or its stack maps no longer say that it holds {@code this}. */
class LostThisTest {
    private static final String OWNER = Specimen.class.getName().replace('.', '/');
    private static final Object[] NOTHING = {};

    private final Woven woven = new Woven(any -> null);

    /** What stands in local 0 where the code branches, and how it comes there. */
    private enum Local0 {
        DEAD(Opcodes.TOP),
        USED_AGAIN(Opcodes.INTEGER);

        final Object type;

        Local0(Object type) {
            this.type = type;
        }
    }

    /** A constructor and a method {@code fails(String)}, both of which branch after the last use of {@code this}. */
    private static byte[] shrunk(Local0 local0) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(Opcodes.V1_8, Opcodes.ACC_PUBLIC, OWNER, null, "java/lang/Object", null);
        writer.visitField(Opcodes.ACC_PRIVATE, "count", "J", null, null).visitEnd();

        MethodVisitor constructor =
                writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "(Ljava/lang/String;)V", null, null);
        constructor.visitCode();
        Label given = new Label();
        Label made = new Label();
        constructor.visitVarInsn(Opcodes.ALOAD, 1);
        constructor.visitJumpInsn(Opcodes.IFNONNULL, given); // an argument of super() that is made on one of two ways
        constructor.visitTypeInsn(Opcodes.NEW, "java/lang/Object");
        constructor.visitInsn(Opcodes.DUP);
        constructor.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
        constructor.visitInsn(Opcodes.POP);
        constructor.visitLabel(given);
        constructor.visitFrame(
                Opcodes.F_NEW, 2, new Object[] {Opcodes.UNINITIALIZED_THIS, "java/lang/String"}, 0, NOTHING);
        constructor.visitVarInsn(Opcodes.ALOAD, 0);
        constructor.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
        constructor.visitVarInsn(Opcodes.ALOAD, 0);
        constructor.visitLdcInsn(7L);
        constructor.visitFieldInsn(Opcodes.PUTFIELD, OWNER, "count", "J");
        lose(constructor, local0);
        constructor.visitVarInsn(Opcodes.ALOAD, 1);
        constructor.visitJumpInsn(Opcodes.IFNULL, made);
        constructor.visitLabel(made);
        constructor.visitFrame(Opcodes.F_NEW, 2, new Object[] {local0.type, "java/lang/String"}, 0, NOTHING);
        constructor.visitInsn(Opcodes.RETURN);
        constructor.visitMaxs(0, 0);
        constructor.visitEnd();

        MethodVisitor method =
                writer.visitMethod(Opcodes.ACC_PUBLIC, "fails", "(Ljava/lang/String;)Ljava/lang/String;", null, null);
        method.visitCode();
        Label fails = new Label();
        lose(method, local0);
        method.visitVarInsn(Opcodes.ALOAD, 1);
        method.visitJumpInsn(Opcodes.IFNULL, fails);
        method.visitVarInsn(Opcodes.ALOAD, 1);
        method.visitInsn(Opcodes.ARETURN);
        method.visitLabel(fails);
        method.visitFrame(Opcodes.F_NEW, 2, new Object[] {local0.type, "java/lang/String"}, 0, NOTHING);
        method.visitVarInsn(Opcodes.ALOAD, 1);
        method.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "java/lang/String", "trim", "()Ljava/lang/String;", false);
        method.visitInsn(Opcodes.ARETURN);
        method.visitMaxs(0, 0);
        method.visitEnd();
        writer.visitEnd();
        return writer.toByteArray();
    }

    private static void lose(MethodVisitor method, Local0 local0) {
        if (local0 == Local0.USED_AGAIN) {
            method.visitInsn(Opcodes.ICONST_0);
            method.visitVarInsn(Opcodes.ISTORE, 0);
        }
    }

    private Class<?> weave(Local0 local0, String... rows) throws Exception {
        List<PointRow> points = java.util.Arrays.stream(rows)
                .map(row -> Woven.row(Specimen.class, row))
                .toList();
        return woven.define(Specimen.class, woven.weave().weave(null, shrunk(local0), points));
    }

    @Test
    void exitPassesThisAllTheSame() throws Exception {
        for (Local0 local0 : Local0.values()) {
            Class<?> type = weave(
                    local0,
                    "<init> exit this,field:count made",
                    "fails exit 0,this outer",
                    "fails instead this asks",
                    "fails enter - stir",
                    "fails exit this,return ends");
            Object made = type.getConstructor(String.class).newInstance("a");
            Object other = type.getConstructor(String.class).newInstance((Object) null);
            assertThat(woven.reached).containsExactly(new Reached("made", made, 7L), new Reached("made", other, 7L));
            woven.reached.clear();

            assertThat(type.getMethod("fails", String.class).invoke(made, "a")).isEqualTo("a");
            assertThat(woven.reached)
                    .containsExactly(
                            new Reached("asks", made, null),
                            new Reached("ends", made, "a"),
                            new Reached("outer", "a", made));
            woven.reached.clear();

            assertThatThrownBy(() -> type.getMethod("fails", String.class).invoke(made, (Object) null))
                    .isInstanceOf(InvocationTargetException.class)
                    .hasCauseInstanceOf(NullPointerException.class);
            assertThat(woven.reached)
                    .containsExactly(
                            new Reached("asks", made, null),
                            new Reached("ends", made, null),
                            new Reached("outer", null, made));
            woven.reached.clear();
        }
    }

    @Test
    void whatPassesNothingOfThisNeedsNoCopy() throws Exception {
        for (Local0 local0 : Local0.values()) {
            Class<?> type = weave(local0, "<init> exit - made", "fails exit 0,return ends");
            Object made = type.getConstructor(String.class).newInstance("a");
            assertThat(type.getMethod("fails", String.class).invoke(made, "a")).isEqualTo("a");
            assertThat(woven.reached).containsExactly(new Reached("made", null, null), new Reached("ends", "a", "a"));
            woven.reached.clear();
        }
    }
}
