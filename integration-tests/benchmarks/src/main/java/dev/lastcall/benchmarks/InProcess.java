package dev.lastcall.benchmarks;

import dev.lastcall.core.Core;
import dev.lastcall.core.config.Config;
import dev.lastcall.core.ledger.WorkControl;
import dev.lastcall.core.resource.ListenerControl;
import dev.lastcall.core.resource.Owners;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * One drain of the agent's core inside this JVM, begun in the way of System.exit but without the exit: so that a
 * thousand can be measured, and nothing but the agent's own share.
 */
final class InProcess {
    private final Core core;
    private final List<Object> keys = new ArrayList<>();

    @SuppressWarnings("unchecked") // it takes anything
    private final WorkControl<Object> control = idle(WorkControl.class);

    /** Held here because the core holds it weakly. */
    @SuppressWarnings("unchecked") // it takes anything
    private final ListenerControl<Object> listener = idle(ListenerControl.class);

    private final Object server = new Object();

    InProcess() {
        // The grace period outlives the benchmark: the watchdog of each of these drains would halt this JVM.
        Config config = Config.read("grace-period=6h,log.level=off", Collections.emptyMap(), Map.of());
        core = new dev.lastcall.core.Service(config, new Owners(List.of()), "benchmark").core();
        core.resources().add(listener, server);
    }

    void begin(int requests) {
        for (int i = 0; i < requests; i++) {
            Object key = new Object();
            keys.add(key);
            core.requests().begin(control, key);
        }
    }

    /** The nanoseconds for the begin and the end of one request more, of that many in turn. */
    double nanosPerRequest(int times) {
        Object[] more = new Object[64]; // keys are used again, as servers do
        for (int i = 0; i < more.length; i++) {
            more[i] = new Object();
        }
        long began = System.nanoTime();
        for (int i = 0; i < times; i++) {
            Object key = more[i % more.length];
            core.requests().begin(control, key);
            core.requests().end(key);
        }
        return (System.nanoTime() - began) / (double) times;
    }

    /** Begins the drain, ends all requests once it waits for them, and returns the nanoseconds from the last end on. */
    long drain() throws InterruptedException {
        long[] over = new long[1];
        ThreadGroup group = new ThreadGroup("drain");
        Thread drain = new Thread(group, () -> {
            core.exits().exiting(0);
            core.exits().hooksBegin();
            over[0] = System.nanoTime();
        });
        drain.start();
        awaitPhase(group, "lastcall-drain-requests");
        for (Object key : keys) {
            core.requests().end(key);
        }
        long last = System.nanoTime();
        drain.join();
        return over[0] - last;
    }

    /** Phases run on threads of their own, in the group of the one that drains. */
    private static void awaitPhase(ThreadGroup group, String threadName) {
        Thread[] threads = new Thread[64];
        while (true) {
            int count = group.enumerate(threads);
            for (int i = 0; i < count; i++) {
                if (threads[i].getName().equals(threadName) && threads[i].getState() == Thread.State.TIMED_WAITING) {
                    return;
                }
            }
            Thread.onSpinWait();
        }
    }

    /** A control that does nothing, whatever it is asked. */
    private static <T> T idle(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> switch (method.getName()) {
                    case "describe", "toString" -> "idle";
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "equals" -> proxy == arguments[0];
                    default ->
                        method.getReturnType() == int.class
                                ? 0
                                : method.getReturnType() == boolean.class ? false : null;
                }));
    }
}
