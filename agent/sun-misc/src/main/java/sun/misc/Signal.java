package sun.misc;

/** What the agent uses of the JDK's class of this name, to compile against with {@code --release 8}. Never shipped. */
public final class Signal {

    public Signal(String name) {
        throw new IllegalStateException(name);
    }

    public String getName() {
        throw new IllegalStateException();
    }

    public int getNumber() {
        throw new IllegalStateException();
    }

    public static synchronized SignalHandler handle(Signal signal, SignalHandler handler) {
        throw new IllegalStateException();
    }
}
