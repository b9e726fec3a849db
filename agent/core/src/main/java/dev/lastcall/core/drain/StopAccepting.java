package dev.lastcall.core.drain;

import dev.lastcall.core.config.Settings;
import dev.lastcall.core.config.Settings.LateRequests;
import dev.lastcall.core.resource.Controlled;
import dev.lastcall.core.resource.ListenerControl;
import dev.lastcall.core.time.Deadline;
import java.util.ArrayList;
import java.util.List;

/** Closes the listening sockets; connections stay open and are served on. */
final class StopAccepting implements Phase.Work {

    @Override
    public PhaseResult run(Drain drain, Deadline deadline) {
        List<String> closed = new ArrayList<String>();
        boolean failed = false;
        for (Controlled<ListenerControl<Object>> listener : drain.listeners()) {
            try {
                listener.control().stopAccepting(listener.resource(), deadline);
                closed.add(listener.toString());
            } catch (Exception failure) {
                drain.warn(listener + " does not stop accepting: " + failure);
                drain.core().debug("stop-accepting", failure);
                failed = true;
            }
        }
        if (drain.core().config().get(Settings.LATE_REQUESTS) == LateRequests.REJECT) {
            drain.gate().reject();
        }
        return failed ? PhaseResult.forced("a listener is still open") : PhaseResult.done(Text.join(closed));
    }
}
