package dev.lastcall.dist;

import dev.lastcall.core.action.LoadedClasses;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;

/** The classes that this JVM has loaded. */
final class JvmClasses implements LoadedClasses {

    private final Instrumentation instrumentation;

    JvmClasses(Instrumentation instrumentation) {
        this.instrumentation = instrumentation;
    }

    @Override
    public List<Class<?>> named(String className) {
        List<Class<?>> found = new ArrayList<Class<?>>();
        for (Class<?> each : instrumentation.getAllLoadedClasses()) {
            if (each.getName().equals(className)) {
                found.add(each);
            }
        }
        return found;
    }
}
