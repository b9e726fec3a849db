package dev.lastcall.core.drain;

import dev.lastcall.core.config.Settings;
import dev.lastcall.core.config.Settings.RequestsOnTimeout;
import dev.lastcall.core.ledger.Ledger;
import dev.lastcall.core.ledger.Work;
import dev.lastcall.core.resource.Controlled;
import dev.lastcall.core.resource.ListenerControl;
import dev.lastcall.core.time.Deadline;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits until no request is in flight; answers those that are left when the time is up; closes the connections. */
final class DrainRequests implements Phase.Work {

    /** Those that were in flight when the time was up; null before that. */
    private volatile RequestStragglers stragglers;

    /** Those that were answered before it was up; null before the phase begins. */
    private volatile StalledUploads stalled;

    /** The end of the connections; null before that. */
    private volatile Farewell farewell;

    @Override
    public PhaseResult run(final Drain drain, Deadline deadline) {
        final Ledger ledger = drain.core().requests();
        final StalledUploads uploads = new StalledUploads(drain, deadline);
        stalled = uploads;
        ledger.watch(true);
        final BooleanSupplier noneInFlight = new BooleanSupplier() {
            @Override
            public boolean getAsBoolean() {
                return ledger.isIdle(waitedFor(drain));
            }
        };
        Supplier<String> progress = new Supplier<String>() {
            @Override
            public String get() { // once a second
                uploads.look(inFlight(drain));
                return progress(drain);
            }
        };
        // Twice, because a late request may come between the last look and the closing of the gate: with the gate
        // closed, whatever the second look does not see is turned away unserved (see DrainGate).
        boolean clean = drain.await(deadline, noneInFlight, progress);
        drain.gate().reject();
        Farewell end = new Farewell(drain);
        end.announce();
        clean = drain.await(deadline, noneInFlight, progress) && clean;
        if (!clean) {
            stragglers = new RequestStragglers(drain, uploads.without(inFlight(drain)));
            stragglers.answer(noneInFlight);
            clean = !stragglers.count(); // all of them may have ended at the last moment
        }
        farewell = end;
        boolean cut = end.count(stragglers, uploads);
        if (clean || drain.core().config().get(Settings.REQUESTS_ON_TIMEOUT) != RequestsOnTimeout.REPORT) {
            end.close(deadline); // else a straggler may still finish while the hooks run
        }
        if (!clean) {
            return PhaseResult.forced("requests were cut");
        }
        if (cut) {
            return PhaseResult.forced("streams were cut");
        }
        return uploads.any() ? PhaseResult.forced("uploads stalled") : PhaseResult.done();
    }

    /** An answer hangs, or a look at what is in flight. */
    @Override
    public void leftBehind(Drain drain) {
        RequestStragglers known = stragglers;
        StalledUploads uploads = stalled;
        Farewell end = farewell;
        if (known != null) {
            known.count();
        }
        if (end != null) {
            end.countLeftBehind(known, uploads);
        } else if (known == null) {
            for (Work work : drain.core().requests().inFlight()) {
                if (uploads == null || !uploads.contains(work)) {
                    drain.losses().add(1, work.noun(), "cut");
                }
            }
        }
    }

    /** What is in flight, but for requests on kept ports, and of threads that wait for this drain themselves. */
    static List<Work> inFlight(Drain drain) {
        Predicate<Work> isWaitedFor = waitedFor(drain);
        List<Work> inFlight = new ArrayList<Work>();
        for (Work work : drain.core().requests().inFlight()) {
            if (isWaitedFor.test(work)) {
                inFlight.add(work);
            }
        }
        return inFlight;
    }

    static Predicate<Work> waitedFor(final Drain drain) {
        final boolean someAreExempt = !drain.exempt().isEmpty();
        final boolean someAreKept = drain.gate().keepsAny();
        return new Predicate<Work>() {
            @Override
            public boolean test(Work work) {
                return !(someAreExempt && isExempt(drain, work))
                        && !(someAreKept && drain.gate().keeps(work.port()));
            }
        };
    }

    private static boolean isExempt(Drain drain, Work work) {
        Thread runner = work.runner();
        return runner != null && drain.exempt().contains(runner);
    }

    private static String progress(Drain drain) {
        List<Work> left = inFlight(drain);
        Work oldest = null;
        for (Work work : left) {
            oldest = oldest == null || work.began() - oldest.began() < 0 ? work : oldest;
        }
        return "drain-requests: " + Text.count(left.size(), "request") + " in flight, "
                + Text.count(connections(drain), "connection") + " open"
                + (oldest == null ? "" : ", oldest " + named(drain, oldest));
    }

    static String named(Drain drain, Work work) {
        return work.describe() + " (" + Text.since(drain.core().clock(), work.began()) + ")";
    }

    private static int connections(Drain drain) {
        int sum = 0;
        for (Controlled<ListenerControl<Object>> listener : drain.listeners()) {
            sum += listener.control().connections(listener.resource());
        }
        return sum;
    }
}
