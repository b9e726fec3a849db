package dev.lastcall.core.trigger;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * The handlers of our signals. Ours stays in front; an application that registers its own is told what was there before
 * it, never ours, and is called after the drain.
 */
final class Signals implements SignalHandler {

    private final List<String> names;
    private final Triggers triggers;

    /** What the JVM had before us, by signal name: present for every signal that we hear. */
    private final Map<String, SignalHandler> original = new ConcurrentHashMap<String, SignalHandler>();

    /** What the application has registered since. */
    private final Map<String, SignalHandler> theirs = new ConcurrentHashMap<String, SignalHandler>();

    Signals(List<String> names, Triggers triggers) {
        this.names = names;
        this.triggers = triggers;
    }

    /** @return whether the JVM refuses, because of {@code -Xrs} */
    boolean install() {
        boolean refused = false;
        for (String name : names) {
            try {
                original.put(name, Signal.handle(new Signal(name), this));
            } catch (IllegalArgumentException reserved) {
                refused = true;
            }
        }
        return refused;
    }

    void takeBack() {
        for (String name : original.keySet()) {
            SignalHandler before = Signal.handle(new Signal(name), this);
            if (before != this) {
                theirs.put(name, before);
            }
        }
    }

    SignalHandler registers(Signal signal, SignalHandler handler) {
        String name = signal.getName();
        SignalHandler jvm = original.get(name);
        if (jvm == null || handler == this || handler == null) {
            return null;
        }
        SignalHandler before = theirs.put(name, handler);
        return before == null ? jvm : before;
    }

    @Override
    public void handle(Signal signal) {
        SignalHandler handler = theirs.get(signal.getName());
        if (handler == SIG_IGN) {
            return;
        }
        boolean own = handler != null && handler != SIG_DFL && handler != original.get(signal.getName());
        triggers.signalled(signal, own ? handler : null);
    }
}
