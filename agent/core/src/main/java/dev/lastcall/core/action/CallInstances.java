package dev.lastcall.core.action;

import java.util.List;

/** {@code com.acme.PriceCache#flush}: calls a method of every live instance of a tracked class, the newest first. */
public final class CallInstances implements Step {

    private final String className;
    private final String method;

    public CallInstances(String className, String method) {
        this.className = className;
        this.method = method;
    }

    public String className() {
        return className;
    }

    @Override
    public String run(Surroundings surroundings) throws Exception {
        List<Object> instances = surroundings.instances().of(className);
        if (instances.isEmpty() && surroundings.classes().named(className).isEmpty()) {
            throw new Failed("no class " + className + " is loaded");
        }
        Failed first = null;
        int done = 0;
        for (Object instance : instances) {
            try {
                Invocation.call(instance.getClass(), instance, method);
                done++;
            } catch (Failed failure) { // the other instances may fare better
                first = first == null ? failure : first;
            }
        }
        if (first != null) {
            throw new Failed(first.getMessage()
                    + (instances.size() == 1 ? "" : ", " + done + " of " + instances.size() + " done"));
        }
        return done == 0 ? "no live instance" : done == 1 ? "1 instance" : done + " instances";
    }

    @Override
    public boolean hasTarget(LoadedClasses classes) {
        return !classes.named(className).isEmpty();
    }

    @Override
    public String toString() {
        return "call " + className + "#" + method + " on every live instance, newest first";
    }
}
