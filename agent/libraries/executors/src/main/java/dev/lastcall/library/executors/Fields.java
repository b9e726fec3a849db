package dev.lastcall.library.executors;

import java.lang.reflect.Field;

/** Reads private fields of the JDK, whose packages the line's table opens. */
final class Fields {

    private Fields() {}

    /** @throws NoSuchFieldError if neither the class nor a class above it has the field: the line is then switched off */
    static Field of(Class<?> type, String... names) {
        Field field = ifAny(type, names);
        if (field == null) {
            throw new NoSuchFieldError(type.getName() + "." + names[0]);
        }
        return field;
    }

    /** The first of the names that there is, or null. */
    static Field ifAny(Class<?> type, String... names) {
        for (String name : names) {
            for (Class<?> declaring = type; declaring != null; declaring = declaring.getSuperclass()) {
                try {
                    Field field = declaring.getDeclaredField(name);
                    field.setAccessible(true);
                    return field;
                } catch (NoSuchFieldException next) {
                    continue;
                }
            }
        }
        return null;
    }

    static Class<?> type(String name) {
        Class<?> type = typeIfAny(name);
        if (type == null) {
            throw new NoClassDefFoundError(name);
        }
        return type;
    }

    /** A class that not every JDK has, or null. */
    static Class<?> typeIfAny(String name) {
        try {
            return Class.forName(name, false, null);
        } catch (ClassNotFoundException e) {
            return null;
        }
    }

    static Object get(Field field, Object of) {
        try {
            return field.get(of);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e); // it was made accessible
        }
    }

    static long number(Field field, Object of) {
        try {
            return field.getLong(of); // widens an int
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
