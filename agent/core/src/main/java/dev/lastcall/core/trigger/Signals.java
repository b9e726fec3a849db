package dev.lastcall.core.trigger;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * The handlers of our signals. Ours stays in front; an application that registers its own is told what was there before
 * it, never ours, and is called after the drain. Thread-safe.
 */
final class Signals implements SignalHandler {

    private final List<String> names;
    private final Triggers triggers;

    /** What the JVM had before us, by signal name: present for every signal that we hear. */
    private final Map<String, SignalHandler> original = new ConcurrentHashMap<String, SignalHandler>();

    /** What the application has registered since. */
    private final Map<String, SignalHandler> theirs = new ConcurrentHashMap<String, SignalHandler>();

    /** Where ours is in front for certain, since {@code Signal.handle} is woven. Guarded by Signal.class, as is putting. */
    private final Set<String> taken = new HashSet<String>();

    private boolean putting;

    /** The application's handler that this thread is in. */
    private final ThreadLocal<SignalHandler> calling = new ThreadLocal<SignalHandler>();

    Signals(List<String> names, Triggers triggers) {
        this.names = names;
        this.triggers = triggers;
    }

    /** @return the signals that the JVM refuses to us, all of them with {@code -Xrs} */
    List<String> install() {
        List<String> refused = new ArrayList<String>();
        for (String name : names) {
            try {
                SignalHandler before = Signal.handle(new Signal(name), this);
                boolean jvms = isOfJvm(before);
                if (!jvms) {
                    theirs.put(name, before); // main has begun already, and the application was quicker
                }
                original.put(name, jvms ? before : SIG_DFL);
            } catch (IllegalArgumentException | SecurityException reserved) {
                refused.add("SIG" + name);
            }
        }
        return refused;
    }

    /** What the JVM would have done with a signal without us: it runs the hooks and ends. */
    void callJvm() {
        for (Map.Entry<String, SignalHandler> each : original.entrySet()) {
            try {
                chain(new Signal(each.getKey()), each.getValue());
            } catch (Throwable barred) {
                // the caller knows another way
            }
        }
    }

    /** The JVM's own handlers are nested classes of these two, the second since Java 9, where it wraps the first. */
    private static boolean isOfJvm(SignalHandler handler) {
        String name = handler.getClass().getName();
        return handler == SIG_DFL
                || name.startsWith("java.lang.Terminator")
                || name.equals("sun.misc.Signal$SunMiscHandler");
    }

    /** {@code Signal.handle} is woven: takes the signals back from handlers that were registered before. */
    void takeBack() {
        for (String name : original.keySet()) {
            takeBack(name);
        }
    }

    /** Under the lock of {@code Signal}, which whoever comes to {@link #registers} holds already. */
    private void takeBack(String name) {
        synchronized (Signal.class) {
            if (taken.add(name)) {
                putting = true; // this registration comes to registers, too
                try {
                    SignalHandler before = Signal.handle(new Signal(name), this);
                    if (before != this) {
                        theirs.put(name, before);
                    }
                } finally {
                    putting = false;
                }
            }
        }
    }

    /** Takes back first, so that of a handler registered before the weave and one after it the later counts. */
    SignalHandler registers(Signal signal, SignalHandler handler) {
        String name = signal.getName();
        SignalHandler jvm = original.get(name);
        if (jvm == null || putting || handler == null) {
            return null;
        }
        takeBack(name);
        // One that registered before the weave was told of ours as the one before it, and may now put it back.
        SignalHandler before = theirs.put(name, handler == this ? jvm : handler);
        return before == null ? jvm : before;
    }

    @Override
    public void handle(Signal signal) {
        String name = signal.getName();
        SignalHandler handler = theirs.get(name);
        if (handler != null && isChained(signal)) {
            chain(signal, original.get(name));
        } else if (handler != SIG_IGN) {
            boolean own = handler != null && handler != SIG_DFL && handler != original.get(name);
            triggers.signalled(signal, own ? guarded(handler) : null);
        }
    }

    /**
     * Whether a handler of the application calls the one before it. One that registered before the weave was told of ours.
     * It calls on the thread on which we call it, or on one of its own; the JVM makes a thread of a certain name.
     */
    private boolean isChained(Signal signal) {
        return calling.get() != null || !Thread.currentThread().getName().equals(signal + " handler");
    }

    /** What the application believes to call: the JVM's own handler. */
    private static void chain(Signal signal, SignalHandler jvm) {
        if (jvm != SIG_DFL && jvm != SIG_IGN) { // these two are marks, not to be called
            jvm.handle(signal);
        }
    }

    private SignalHandler guarded(final SignalHandler handler) {
        return new SignalHandler() {
            @Override
            public void handle(Signal signal) {
                calling.set(handler);
                try {
                    handler.handle(signal);
                } finally {
                    calling.remove();
                }
            }
        };
    }
}
