package dev.lastcall.core.drain;

import dev.lastcall.core.ledger.Work;
import dev.lastcall.core.resource.Controlled;
import dev.lastcall.core.resource.ListenerControl;
import dev.lastcall.core.time.Deadline;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * The end of the connections. It cuts what a client has begun on a living one in the last moment and is not refused yet, and
 * what has no end of its own, such as a WebSocket; so that is counted here.
 *
 * <p>None is missed: whatever a client of HTTP/2 believes to be taken stands in the ledger once the end has been announced, and
 * what is not answered by then is seen by the looks that follow.
 */
final class Farewell {

    private static final Duration ANNOUNCEMENT = Duration.ofMillis(200);

    /** A refusal takes no handler, and so hardly any time. */
    private static final Duration REFUSALS = Duration.ofMillis(200);

    private final Drain drain;

    /** Set by the first who counts: the phase, or whoever leaves it behind, and so waits for nobody who is at it. */
    private final AtomicBoolean counted = new AtomicBoolean();

    private volatile boolean cut;

    Farewell(Drain drain) {
        this.drain = drain;
    }

    /** From now on clients know that nothing new is taken. What is in flight goes on. */
    void announce() {
        Deadline latest = Deadline.in(drain.core().clock(), ANNOUNCEMENT);
        for (Controlled<ListenerControl<Object>> listener : drain.listeners()) {
            try {
                listener.control().announceEnd(listener.resource(), latest);
            } catch (Throwable failure) { // the others are told all the same
                drain.core().debug("end of connections of " + listener, failure);
            }
        }
    }

    /**
     * Counts what closing the connections cuts, unless somebody has begun to.
     *
     * @param stragglers those that are counted already, or null
     * @param uploads likewise, and never null
     * @return whether there is anything else
     */
    boolean count(RequestStragglers stragglers, StalledUploads uploads) {
        if (counted.compareAndSet(false, true)) {
            final Predicate<Work> late = late(stragglers, uploads);
            awaitRefusals(late);
            // One that has begun since is refused like those before: only what stays is cut.
            final Set<Work> seen = new HashSet<Work>(drain.core().requests().inFlight());
            awaitRefusals(new Predicate<Work>() {
                @Override
                public boolean test(Work work) {
                    return seen.contains(work) && late.test(work);
                }
            });
            countLate(late, seen);
            countOpen();
        }
        return cut;
    }

    /** The same for whoever leaves the phase behind, and may not wait, nor ask what hangs perhaps. */
    void countLeftBehind(RequestStragglers stragglers, StalledUploads uploads) {
        if (counted.compareAndSet(false, true)) {
            countLate(
                    late(stragglers, uploads),
                    new HashSet<Work>(drain.core().requests().inFlight()));
        }
    }

    private Predicate<Work> late(final RequestStragglers stragglers, final StalledUploads uploads) {
        final Predicate<Work> isWaitedFor = DrainRequests.waitedFor(drain);
        return new Predicate<Work>() {
            @Override
            public boolean test(Work work) {
                return isWaitedFor.test(work)
                        && !uploads.contains(work)
                        && (stragglers == null || !stragglers.contains(work));
            }
        };
    }

    private void awaitRefusals(final Predicate<Work> late) {
        drain.core().bell().await(Deadline.in(drain.core().clock(), REFUSALS), new BooleanSupplier() {
            @Override
            public boolean getAsBoolean() {
                return drain.core().requests().isIdle(late);
            }
        });
    }

    private void countLate(Predicate<Work> late, Set<Work> seen) {
        for (Work work : drain.core().requests().inFlight()) {
            if (seen.contains(work) && late.test(work)) {
                add(work.noun());
                drain.warn("cut: " + DrainRequests.named(drain, work));
            }
        }
    }

    private void countOpen() {
        for (Controlled<ListenerControl<Object>> listener : drain.listeners()) {
            for (String noun : openStreams(listener)) {
                add(noun);
            }
        }
    }

    private List<String> openStreams(Controlled<ListenerControl<Object>> listener) {
        try {
            return listener.control().openStreams(listener.resource());
        } catch (Throwable failure) { // what nobody can count must not be taken for nothing
            drain.core().debug("streams of " + listener, failure);
            drain.losses().add(1, "listener", "whose open streams are unknown");
            cut = true;
            return Collections.emptyList();
        }
    }

    private void add(String noun) {
        drain.losses().add(1, noun, "cut");
        cut = true;
    }

    void close(Deadline deadline) {
        for (Controlled<ListenerControl<Object>> listener : drain.listeners()) {
            try {
                listener.control().closeConnections(listener.resource(), deadline);
            } catch (Throwable failure) { // the others are closed all the same
                drain.core().debug("closing connections of " + listener, failure);
            }
        }
    }
}
