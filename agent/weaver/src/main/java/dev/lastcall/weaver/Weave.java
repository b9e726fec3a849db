package dev.lastcall.weaver;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.ClassFileVersion;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.field.FieldDescription;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.scaffold.MethodGraph;
import net.bytebuddy.dynamic.scaffold.TypeValidation;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import net.bytebuddy.implementation.bytecode.constant.NullConstant;
import net.bytebuddy.matcher.ElementMatchers;
import net.bytebuddy.pool.TypePool;

/**
 * Weaves the points of one class into its bytes. The only class that knows Byte Buddy, and so the one whose loading is
 * expensive: nothing refers to it before the first hit but {@link Engine}.
 */
final class Weave {

    private static final TypeDescription.Generic OBJECT =
            TypeDescription.ForLoadedType.of(Object.class).asGenericType();

    private final ClassFileLocator advices;
    private final Dispatcher dispatcher;

    Weave(ClassLoader agent, Dispatcher dispatcher) {
        this.advices = ClassFileLocator.ForClassLoader.of(agent);
        this.dispatcher = dispatcher;
    }

    /**
     * @param library where the types that the class refers to are found if need be
     * @throws MissingPoint if a point that must be there is not: then this is a version of the library that we do not know
     */
    byte[] weave(String className, byte[] bytes, ClassLoader library, List<PointRow> points) throws MissingPoint {
        ClassFileLocator locator = new ClassFileLocator.Compound(
                ClassFileLocator.Simple.of(className, bytes),
                library == null
                        ? ClassFileLocator.ForClassLoader.ofBootLoader()
                        : ClassFileLocator.ForClassLoader.of(library));
        TypeDescription type = new TypePool.Default(
                        new TypePool.CacheProvider.Simple(), locator, TypePool.Default.ReaderMode.FAST)
                .describe(className)
                .resolve();
        DynamicType.Builder<?> builder = new ByteBuddy(ClassFileVersion.ofClassFile(bytes))
                .with(TypeValidation.DISABLED)
                .with(MethodGraph.Compiler.ForDeclaredMethods.INSTANCE)
                .with(Implementation.Context.Disabled.Factory.INSTANCE)
                .decorate(type, locator);
        for (PointRow point : points) {
            List<MethodDescription.InDefinedShape> methods = methodsOf(type, point);
            if (point.line.isDeclared()) {
                DeclaredFit.check(type, methods, point);
            } else if (methods.isEmpty() && !point.optional) {
                throw new MissingPoint(
                        point, point + " is not there: a version of the library that this line does not know");
            }
            for (MethodDescription.InDefinedShape method : methods) {
                builder = builder.visit(advice(type, method, point).on(ElementMatchers.is(method)));
            }
        }
        return builder.make().getBytes();
    }

    private static List<MethodDescription.InDefinedShape> methodsOf(TypeDescription type, PointRow point) {
        List<MethodDescription.InDefinedShape> found = new ArrayList<MethodDescription.InDefinedShape>();
        for (MethodDescription.InDefinedShape method : type.getDeclaredMethods()) {
            if (method.getInternalName().equals(point.method)
                    && !method.isAbstract()
                    && !method.isNative()
                    && (point.parameters == null || point.parameters.equals(simpleParameters(method)))) {
                found.add(method);
            }
        }
        return found;
    }

    private static List<String> simpleParameters(MethodDescription.InDefinedShape method) {
        List<String> names = new ArrayList<String>();
        for (TypeDescription parameter : method.getParameters().asTypeList().asErasures()) {
            String name = parameter.getActualName();
            names.add(name.substring(name.lastIndexOf('.') + 1));
        }
        return names;
    }

    private Advice advice(TypeDescription type, MethodDescription.InDefinedShape method, PointRow point) {
        if (point.isStir()) {
            return Advice.to(
                    point.when == PointRow.When.EXIT ? Advices.StirAtExit.class : Advices.StirAtEnter.class, advices);
        }
        return Advice.withCustomMapping()
                .bind(Advices.Number.class, dispatcher.issue(point))
                .bind(Advices.Key.class, passed(type, point, point.key))
                .bind(Advices.Detail.class, passed(type, point, point.detail))
                .to(adviceClass(method, point), advices);
    }

    private static Class<?> adviceClass(MethodDescription method, PointRow point) {
        switch (point.when) {
            case ENTER:
                return Advices.Enter.class;
            case INSTEAD:
                return Advices.Instead.class;
            default:
                return method.isConstructor() ? Advices.ConstructorExit.class : Advices.Exit.class;
        }
    }

    private static Advice.OffsetMapping passed(TypeDescription type, PointRow point, String what) {
        if (what.equals("-")) {
            return new Advice.OffsetMapping.ForStackManipulation(
                    NullConstant.INSTANCE, OBJECT, OBJECT, Assigner.Typing.STATIC);
        }
        if (what.equals("this")) {
            return new Advice.OffsetMapping.ForThisReference(OBJECT, true, Assigner.Typing.DYNAMIC, false);
        }
        if (what.equals("return")) {
            return new Advice.OffsetMapping.ForReturnValue(OBJECT, true, Assigner.Typing.DYNAMIC);
        }
        if (what.startsWith("field:")) {
            String name = what.substring("field:".length());
            for (FieldDescription field : type.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    return new Advice.OffsetMapping.ForField.Resolved(OBJECT, true, Assigner.Typing.DYNAMIC, field);
                }
            }
            throw new IllegalArgumentException(point + " has no field " + name);
        }
        return new Advice.OffsetMapping.ForArgument.Unresolved(
                OBJECT, true, Assigner.Typing.DYNAMIC, Integer.parseInt(what));
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
