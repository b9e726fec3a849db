package dev.lastcall.core.drain;

import dev.lastcall.core.Core;
import dev.lastcall.core.gate.DrainGate;
import dev.lastcall.core.ledger.Work;
import dev.lastcall.core.resource.Controlled;
import dev.lastcall.core.resource.ListenerControl;
import dev.lastcall.core.time.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * The listeners of {@code readiness.keep-ports} at the very end: they close like all others before them, in little time. On
 * the thread that ends the JVM, whose own request nobody waits for.
 */
final class KeptPorts {

    /** For all of it: a probe is answered in this time, and what is not has no claim on the exit. */
    private static final Duration AT_MOST = Duration.ofSeconds(2);

    private final Core core;
    private final DrainGate gate;
    private final List<Controlled<ListenerControl<Object>>> listeners =
            new ArrayList<Controlled<ListenerControl<Object>>>();
    private final List<Integer> ports = new ArrayList<Integer>();

    KeptPorts(Core core, DrainGate gate) {
        this.core = core;
        this.gate = gate;
        for (Controlled<ListenerControl<Object>> listener : core.resources().listeners()) {
            int port = listener.control().port(listener.resource());
            if (gate.keeps(port)) {
                listeners.add(listener);
                ports.add(port);
            }
        }
    }

    /**
     * In the order of all drains: nobody new, then all answers, then the connections. See {@link DrainRequests}.
     *
     * @return whether all were answered
     */
    boolean close() {
        Deadline deadline = Deadline.in(core.clock(), AT_MOST);
        for (Controlled<ListenerControl<Object>> listener : listeners) {
            try {
                listener.control().stopAccepting(listener.resource(), deadline);
            } catch (Throwable failure) {
                core.debug("closing " + listener, failure); // the JVM halts all the same
            }
        }
        core.requests().watch(true);
        core.bell().await(deadline, noneInFlight);
        gate.reject();
        gate.keepNone();
        boolean answered = core.bell().await(deadline, noneInFlight);
        for (Controlled<ListenerControl<Object>> listener : listeners) {
            try {
                listener.control().closeConnections(listener.resource(), deadline);
            } catch (Throwable failure) {
                core.debug("closing connections of " + listener, failure);
            }
        }
        return answered;
    }

    private final Predicate<Work> waitedFor = new Predicate<Work>() {
        @Override
        public boolean test(Work work) {
            return ports.contains(work.port()) && work.runner() != Thread.currentThread();
        }
    };

    private final BooleanSupplier noneInFlight = new BooleanSupplier() {
        @Override
        public boolean getAsBoolean() {
            return core.requests().isIdle(waitedFor);
        }
    };
}
