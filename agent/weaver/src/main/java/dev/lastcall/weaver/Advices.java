package dev.lastcall.weaver;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/**
 * What is woven into the library: a call of the bridge and nothing else. These bodies are copied into other classes, so
 * they may use only the bridge.
 */
final class Advices {

    private Advices() {}

    /** The number of the point. */
    @Retention(RetentionPolicy.RUNTIME)
    @interface Number {}

    /** What the point passes first. */
    @Retention(RetentionPolicy.RUNTIME)
    @interface Key {}

    /** What the point passes second. */
    @Retention(RetentionPolicy.RUNTIME)
    @interface Detail {}

    static final class Enter {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static void enter(@Advice.Origin Class<?> woven, @Number int number, @Key Object key, @Detail Object detail) {
            LastCall.reached(woven, number, key, detail);
        }
    }

    static final class Exit {
        @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
        static void exit(@Advice.Origin Class<?> woven, @Number int number, @Key Object key, @Detail Object detail) {
            LastCall.reached(woven, number, key, detail);
        }
    }

    /** Without the exceptional exit: an object whose constructor has thrown may be half built. */
    static final class ConstructorExit {
        @Advice.OnMethodExit(suppress = Throwable.class)
        static void exit(@Advice.Origin Class<?> woven, @Number int number, @Key Object key, @Detail Object detail) {
            LastCall.reached(woven, number, key, detail);
        }
    }

    static final class Instead {
        @Advice.OnMethodEnter(suppress = Throwable.class, skipOn = Advice.OnNonDefaultValue.class)
        static Object enter(@Advice.Origin Class<?> woven, @Number int number, @Key Object key, @Detail Object detail) {
            return LastCall.reached(woven, number, key, detail);
        }

        @Advice.OnMethodExit
        static void exit(
                @Advice.Enter Object result,
                @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) Object returned) {
            if (result != null && result != LastCall.SKIP) {
                returned = result;
            }
        }
    }

    static final class StirAtEnter {
        @Advice.OnMethodEnter
        static void enter() {
            LastCall.stir();
        }
    }

    static final class StirAtExit {
        @Advice.OnMethodExit(onThrowable = Throwable.class)
        static void exit() {
            LastCall.stir();
        }
    }
}
