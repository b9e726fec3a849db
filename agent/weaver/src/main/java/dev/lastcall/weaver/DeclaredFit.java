package dev.lastcall.weaver;

import java.util.List;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;

/** Whether a class is what a plan file takes it for. */
final class DeclaredFit {

    private DeclaredFit() {}

    /** @throws Weave.MissingPoint if it is not; says what it is and what was expected */
    static void check(TypeDescription type, List<MethodDescription.InDefinedShape> methods, PointRow point)
            throws Weave.MissingPoint {
        if (point.method.equals("<init>")) {
            if (type.isInterface() || type.isAbstract()) {
                throw new Weave.MissingPoint(
                        point,
                        point.className + " is " + (type.isInterface() ? "an interface" : "abstract")
                                + ", expected a concrete class");
            }
        } else if (methods.isEmpty()) {
            throw new Weave.MissingPoint(
                    point, point.className + " has no method " + point.signature() + " with a body");
        }
        for (MethodDescription method : methods) {
            checkKey(method, point);
        }
    }

    private static void checkKey(MethodDescription method, PointRow point) throws Weave.MissingPoint {
        String name = point.className + "#" + point.method;
        if (point.key.equals("this") && method.isStatic()) {
            throw new Weave.MissingPoint(
                    point, name + " is static and has no this, expected as key the number of an argument");
        }
        if (!point.key.equals("this") && !point.key.equals("-")) {
            int number = Integer.parseInt(point.key);
            if (number >= method.getParameters().size()) {
                throw new Weave.MissingPoint(point, name + " has no argument " + number);
            }
            if (method.getParameters().get(number).getType().isPrimitive()) {
                throw new Weave.MissingPoint(
                        point,
                        "argument " + number + " of " + name + " is "
                                + method.getParameters().get(number).getType().getTypeName()
                                + ", expected an object that lives as long as the work");
            }
        }
    }
}
