package dev.lastcall.dist;

import dev.lastcall.weaver.AgentClasses;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.security.ProtectionDomain;

/**
 * Defines {@code java.lang.LastCall} in the boot loader. Defined, not appended to the boot search path: that would make
 * the JVM print a warning and lose its class-data sharing.
 */
final class Bridge {

    private static final String[] NAMES = {
        "java.lang.LastCall$Target", "java.lang.LastCall$Tagged", "java.lang.LastCall"
    };

    private Bridge() {}

    static void define(AgentClasses classes) throws Exception {
        Object unsafe;
        try {
            unsafe = Class.forName("jdk.internal.misc.Unsafe")
                    .getMethod("getUnsafe")
                    .invoke(null);
        } catch (ClassNotFoundException java8) {
            Field field = Class.forName("sun.misc.Unsafe").getDeclaredField("theUnsafe");
            field.setAccessible(true);
            unsafe = field.get(null);
        }
        Method define = unsafe.getClass()
                .getMethod(
                        "defineClass",
                        String.class,
                        byte[].class,
                        int.class,
                        int.class,
                        ClassLoader.class,
                        ProtectionDomain.class);
        for (String name : NAMES) {
            byte[] bytes = classes.bytesOf(name);
            define.invoke(unsafe, name, bytes, 0, bytes.length, null, null);
        }
    }
}
