package dev.lastcall.core.action;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

/** A method without arguments of an application's class, called with that class's loader as the context loader. */
final class Invocation {

    private Invocation() {}

    /** @param instance null for a static method */
    static void call(Class<?> type, Object instance, String name) throws Exception {
        Method method = find(type, name);
        if (method == null) {
            throw new Step.Failed(type.getName() + " has no method " + name + "()");
        }
        if (instance == null && !Modifier.isStatic(method.getModifiers())) {
            throw new Step.Failed(type.getName() + "." + name + "() is not static: write " + type.getName() + "#" + name
                    + " for every live instance, and track the class");
        }
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(type.getClassLoader());
        try {
            method.setAccessible(true);
            method.invoke(instance);
        } catch (InvocationTargetException thrown) {
            rethrow(thrown.getCause(), type, name);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Whoever wrote the plan knows the method's name, not which class of the family declares it, nor if it is public. */
    private static Method find(Class<?> type, String name) {
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            try {
                return each.getDeclaredMethod(name);
            } catch (NoSuchMethodException above) {
                // perhaps its superclass has it
            }
        }
        try {
            return type.getMethod(name); // a default method of an interface
        } catch (NoSuchMethodException none) {
            return null;
        }
    }

    private static void rethrow(Throwable thrown, Class<?> type, String name) throws Exception {
        if (thrown instanceof InterruptedException) {
            throw (InterruptedException) thrown;
        }
        throw new Step.Failed(type.getName() + "." + name + "() has thrown " + thrown);
    }
}
