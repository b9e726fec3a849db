package dev.lastcall.weaver;

import java.util.List;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/** Whether a class is what a plan file takes it for. */
final class DeclaredFit {

    private DeclaredFit() {}

    /**
     * @param access the flags of the class
     * @throws Weave.MissingPoint if it is not; says what it is and what was expected
     */
    static void check(int access, List<Survey.Method> methods, PointRow point) throws Weave.MissingPoint {
        if (point.method.equals("<init>")) {
            boolean isInterface = (access & Opcodes.ACC_INTERFACE) != 0;
            if (isInterface || (access & Opcodes.ACC_ABSTRACT) != 0) {
                throw new Weave.MissingPoint(
                        point,
                        point.className + " is " + (isInterface ? "an interface" : "abstract")
                                + ", expected a concrete class");
            }
        } else if (methods.isEmpty()) {
            throw new Weave.MissingPoint(
                    point, point.className + " has no method " + point.signature() + " with a body");
        }
        for (Survey.Method method : methods) {
            checkKey(method, point);
        }
    }

    private static void checkKey(Survey.Method method, PointRow point) throws Weave.MissingPoint {
        String name = point.className + "#" + point.method;
        if (point.key.equals("this") && method.isStatic) {
            throw new Weave.MissingPoint(
                    point, name + " is static and has no this, expected as key the number of an argument");
        }
        if (!point.key.equals("this") && !point.key.equals("-")) {
            int number = Integer.parseInt(point.key);
            Type[] arguments = Type.getArgumentTypes(method.descriptor);
            if (number >= arguments.length) {
                throw new Weave.MissingPoint(point, name + " has no argument " + number);
            }
            if (Boxing.isPrimitive(arguments[number])) {
                throw new Weave.MissingPoint(
                        point,
                        "argument " + number + " of " + name + " is " + arguments[number].getClassName()
                                + ", expected an object that lives as long as the work");
            }
        }
    }
}
