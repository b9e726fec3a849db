package dev.lastcall.core.action;

import java.util.Collections;
import java.util.List;

/** {@code com.acme.Offsets.save()}: calls a static method, in each loader that has loaded the class. */
public final class CallStatic implements Step {

    private final String className;
    private final String method;

    public CallStatic(String className, String method) {
        this.className = className;
        this.method = method;
    }

    @Override
    public String run(Surroundings surroundings) throws Exception {
        for (Class<?> type : classes(surroundings)) {
            Invocation.call(type, null, method);
        }
        return "";
    }

    private List<Class<?>> classes(Surroundings surroundings) throws Failed {
        List<Class<?>> loaded = surroundings.classes().named(className);
        if (!loaded.isEmpty()) {
            return loaded;
        }
        try { // it may be there for nothing but this
            return Collections.<Class<?>>singletonList(
                    Class.forName(className, true, ClassLoader.getSystemClassLoader()));
        } catch (ClassNotFoundException missing) {
            throw new Failed("no class " + className + " is loaded, nor is it on the class path");
        }
    }

    @Override
    public boolean hasTarget(LoadedClasses classes) {
        return !classes.named(className).isEmpty();
    }

    @Override
    public String toString() {
        return "call " + className + "." + method + "()";
    }
}
