package dev.lastcall.weaver;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.FieldVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/** A first look over a class: which of its methods have which points, and what weaving them must know beforehand. */
final class Survey extends ClassVisitor {

    private static final int WITH_CLASS_CONSTANTS = 49; // Java 5

    private final List<PointRow> points;
    private final Map<String, Method> methods = new HashMap<String, Method>();
    private final Map<String, Field> fields = new HashMap<String, Field>();
    private String owner;
    private int version;
    private int access;

    private Survey(List<PointRow> points) {
        super(Opcodes.ASM9);
        this.points = points;
    }

    static Survey of(ClassReader reader, List<PointRow> points) throws Weave.MissingPoint {
        Survey survey = new Survey(points);
        reader.accept(survey, ClassReader.SKIP_DEBUG | ClassReader.EXPAND_FRAMES);
        for (PointRow point : points) {
            List<Method> with = survey.methodsWith(point);
            if (point.line.isDeclared()) {
                DeclaredFit.check(survey.access, with, point);
            } else if (with.isEmpty() && !point.optional && !point.isTag()) {
                throw new Weave.MissingPoint(
                        point, point + " is not there: a version of the library that this line does not know");
            }
        }
        return survey;
    }

    /** The internal name of the class. */
    String owner() {
        return owner;
    }

    /** Whether the class is to be a {@code LastCall.Tagged}. */
    boolean isTagged() {
        for (PointRow point : points) {
            if (point.isTag()) {
                return true;
            }
        }
        return false;
    }

    /** Whether methods have stack maps, which is since Java 6. */
    boolean hasFrames() {
        return version >= 50;
    }

    /** The method, or null if it has no points. */
    Method method(String name, String descriptor) {
        return methods.get(name + descriptor);
    }

    Field field(String name) {
        Field field = fields.get(name);
        if (field == null) {
            throw new IllegalArgumentException(owner + " has no field " + name);
        }
        return field;
    }

    private List<Method> methodsWith(PointRow point) {
        List<Method> with = new ArrayList<Method>();
        for (Method method : methods.values()) {
            if (method.points.contains(point)) {
                with.add(method);
            }
        }
        return with;
    }

    @Override
    public void visit(int version, int access, String name, String signature, String parent, String[] interfaces) {
        this.version = version & 0xFFFF; // the upper half marks preview features
        this.owner = name;
        this.access = access;
        if (this.version < WITH_CLASS_CONSTANTS) {
            throw new IllegalArgumentException(name + " was compiled for Java 1.4 or older and cannot be woven");
        }
        if (isTagged() && (access & Opcodes.ACC_INTERFACE) != 0) {
            throw new IllegalArgumentException(name + " is an interface and cannot be tagged");
        }
    }

    @Override
    public FieldVisitor visitField(int access, String name, String descriptor, String signature, Object value) {
        fields.put(name, new Field(name, descriptor, (access & Opcodes.ACC_STATIC) != 0));
        return null;
    }

    @Override
    public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] thrown) {
        if ((access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) != 0) {
            return null;
        }
        List<PointRow> here = new ArrayList<PointRow>();
        for (PointRow point : points) {
            if (point.method.equals(name)
                    && (point.parameters == null || point.parameters.equals(simpleParameters(descriptor)))) {
                here.add(point);
            }
        }
        if (here.isEmpty()) {
            return null;
        }
        Method method = new Method(owner, access, name, descriptor, here);
        methods.put(name + descriptor, method);
        return method;
    }

    private static List<String> simpleParameters(String descriptor) {
        List<String> names = new ArrayList<String>();
        for (Type type : Type.getArgumentTypes(descriptor)) {
            String name = type.getClassName();
            names.add(name.substring(name.lastIndexOf('.') + 1));
        }
        return names;
    }

    /** A field of the class. */
    static final class Field {
        final String name;
        final String descriptor;
        final boolean isStatic;

        Field(String name, String descriptor, boolean isStatic) {
            this.name = name;
            this.descriptor = descriptor;
            this.isStatic = isStatic;
        }
    }

    /** A method that has points. */
    static final class Method extends MethodVisitor {
        private final String owner;
        final boolean isStatic;
        final boolean isConstructor;
        final String descriptor;
        final List<PointRow> points;
        int maxLocals;

        /**
         * Whether {@code this} need not be in local 0 from the first instruction to the last. A compiler leaves it there; a
         * shrinker uses the place again, or says in its stack maps only what is read later.
         */
        boolean losesThis;

        Method(String owner, int access, String name, String descriptor, List<PointRow> points) {
            super(Opcodes.ASM9);
            this.owner = owner;
            this.isStatic = (access & Opcodes.ACC_STATIC) != 0;
            this.isConstructor = name.equals("<init>");
            this.descriptor = descriptor;
            this.points = points;
        }

        @Override
        public void visitVarInsn(int opcode, int local) {
            losesThis |= local == 0 && !isStatic && opcode >= Opcodes.ISTORE && opcode <= Opcodes.ASTORE;
        }

        @Override
        public void visitFrame(int type, int localCount, Object[] local, int stackCount, Object[] stack) {
            losesThis |=
                    !isStatic && (localCount == 0 || !owner.equals(local[0]) && local[0] != Opcodes.UNINITIALIZED_THIS);
        }

        @Override
        public void visitMaxs(int maxStack, int maxLocals) {
            this.maxLocals = maxLocals;
        }
    }
}
