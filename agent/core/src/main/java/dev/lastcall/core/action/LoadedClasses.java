package dev.lastcall.core.action;

import java.util.List;

/** The classes of this JVM, by name: one for each loader that has one of that name. */
public interface LoadedClasses {

    List<Class<?>> named(String className);
}
