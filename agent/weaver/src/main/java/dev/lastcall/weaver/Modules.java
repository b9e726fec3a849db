package dev.lastcall.weaver;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Opens packages of named modules to the agent's loaders, and to nobody else. By reflection because the module system is
 * newer than the level of this code; on Java 8 there is nothing to open.
 */
public final class Modules {

    private static final String JDK = "java.base/";

    private final Instrumentation instrumentation;

    public Modules(Instrumentation instrumentation) {
        this.instrumentation = instrumentation;
    }

    /** Lets a loader look into packages of java.base. */
    public void open(Collection<String> packages, ClassLoader to) throws Exception {
        redefine(Object.class, Collections.<String>emptySet(), packages, to);
    }

    /**
     * Lets a line's loader use the public classes of a library that is a named module, and look into the packages that its
     * table names: of java.base, as {@code java.base/java.util.concurrent}, and of the module of its own points.
     */
    void letSee(ClassLoader loader, Class<?> woven, List<String> opens) throws Exception {
        Set<String> ofTheJdk = new HashSet<String>();
        Set<String> ofTheLibrary = new HashSet<String>();
        for (String row : opens) {
            (row.startsWith(JDK) ? ofTheJdk : ofTheLibrary).add(row.substring(row.indexOf('/') + 1));
        }
        if (!ofTheJdk.isEmpty()) {
            open(ofTheJdk, loader);
        }
        if (woven.getClassLoader() != null) {
            redefine(woven, null, ofTheLibrary, loader);
        }
    }

    /** @param exports null for all packages of the module */
    private void redefine(Class<?> of, Set<String> exports, Collection<String> opens, ClassLoader to) throws Exception {
        Method getModule;
        try {
            getModule = Class.class.getMethod("getModule");
        } catch (NoSuchMethodException java8) {
            return;
        }
        Object module = getModule.invoke(of);
        Class<?> type = getModule.getReturnType();
        if (!(Boolean) type.getMethod("isNamed").invoke(module)) {
            return;
        }
        Object target = ClassLoader.class.getMethod("getUnnamedModule").invoke(to);
        Collection<?> exported = exports != null
                ? exports
                : (Collection<?>) type.getMethod("getPackages").invoke(module);
        Instrumentation.class
                .getMethod("redefineModule", type, Set.class, Map.class, Map.class, Set.class, Map.class)
                .invoke(
                        instrumentation,
                        module,
                        Collections.emptySet(),
                        allTo(exported, target),
                        allTo(opens, target),
                        Collections.emptySet(),
                        Collections.emptyMap());
    }

    private static Map<Object, Set<Object>> allTo(Collection<?> packages, Object target) {
        Map<Object, Set<Object>> all = new HashMap<Object, Set<Object>>();
        for (Object name : packages) {
            all.put(name, Collections.singleton(target));
        }
        return all;
    }
}
