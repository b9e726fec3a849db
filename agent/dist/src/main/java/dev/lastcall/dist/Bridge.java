package dev.lastcall.dist;

import dev.lastcall.weaver.AgentClasses;
import java.lang.reflect.Field;
import java.security.ProtectionDomain;

/**
 * Defines {@code java.lang.LastCall} in the boot loader. Defined, not appended to the boot search path: that would make
 * the JVM print a warning and lose its class-data sharing.
 */
final class Bridge {

    private static final String NAME = "java.lang.LastCall";

    private Bridge() {}

    static void define(AgentClasses classes) throws Exception {
        byte[] bytes = classes.bytesOf(NAME);
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
        unsafe.getClass()
                .getMethod(
                        "defineClass",
                        String.class,
                        byte[].class,
                        int.class,
                        int.class,
                        ClassLoader.class,
                        ProtectionDomain.class)
                .invoke(unsafe, NAME, bytes, 0, bytes.length, null, null);
    }
}
