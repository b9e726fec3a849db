package dev.lastcall.core.drain;

import dev.lastcall.core.config.Settings;
import dev.lastcall.core.config.Settings.LateRequests;
import dev.lastcall.core.resource.Controlled;
import dev.lastcall.core.resource.ListenerControl;
import dev.lastcall.core.time.Deadline;
import dev.lastcall.core.time.Fraction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Closes the listening sockets, and lets no more be opened; connections stay open and are served on. */
final class StopAccepting implements Phase.Work {

    private final Set<Object> asked = Collections.newSetFromMap(new IdentityHashMap<Object, Boolean>());
    private final List<String> closed = new ArrayList<String>();
    private boolean failed;

    /** An application may be at its start: none begins to open after the hold, and what had begun is among the last. */
    @Override
    public PhaseResult run(Drain drain, Deadline deadline) {
        close(drain, deadline);
        drain.core().openings().hold(deadline.within(Fraction.of(deadline.left(), 2)));
        close(drain, deadline);
        if (drain.core().config().get(Settings.LATE_REQUESTS) == LateRequests.REJECT) {
            drain.gate().reject();
        }
        return failed ? PhaseResult.forced("a listener is still open") : PhaseResult.done(Text.join(closed));
    }

    private void close(Drain drain, Deadline deadline) {
        for (Controlled<ListenerControl<Object>> listener : drain.listeners()) {
            if (asked.add(listener.resource())) {
                close(drain, listener, deadline);
            }
        }
    }

    private void close(Drain drain, Controlled<ListenerControl<Object>> listener, Deadline deadline) {
        try {
            listener.control().stopAccepting(listener.resource(), deadline);
            closed.add(listener.toString());
        } catch (Throwable failure) { // the others are closed all the same
            drain.warn(listener + " does not stop accepting: " + failure);
            drain.losses().add(1, "listener", "not closed in good order");
            drain.core().debug("stop-accepting", failure);
            failed = true;
        }
    }
}
