package com.acme.bench;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;

/** The least that an agent which could weave can be: it is shown each class, and lets it be. */
public final class Nothing implements ClassFileTransformer {

    public static void premain(String arguments, Instrumentation instrumentation) {
        instrumentation.addTransformer(new Nothing(), true);
    }

    @Override
    public byte[] transform(
            ClassLoader loader, String className, Class<?> redefined, ProtectionDomain domain, byte[] bytes) {
        return null;
    }
}
