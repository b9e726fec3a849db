package sun.misc;

/** See {@link Signal}. */
public interface SignalHandler {

    SignalHandler SIG_DFL = signal -> {};
    SignalHandler SIG_IGN = signal -> {};

    void handle(Signal signal);
}
