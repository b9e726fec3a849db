package dev.lastcall.core.drain;

import dev.lastcall.core.config.Settings;
import dev.lastcall.core.config.Settings.RequestsOnTimeout;
import dev.lastcall.core.ledger.Work;
import dev.lastcall.core.time.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * The requests that were in flight when their time was up: answers them, then reports what became of each. One that its
 * handler has ended in the meantime is no loss.
 *
 * <p>Counted once, under the lock: by the phase, or by whoever leaves it behind when an answer hangs.
 */
final class RequestStragglers {

    /** What an answered straggler gets to travel before its connection is closed. */
    private static final Duration ANSWERS_TRAVEL = Duration.ofMillis(200);

    /** With their stacks; of a thousand the first ones tell what the others wait for. */
    private static final int MOST_NAMED = 50;

    private final Drain drain;
    private final RequestsOnTimeout policy;
    private final List<Work> stragglers;

    /** The same, by identity, for that is how works are equal. */
    private final Set<Work> all = Collections.newSetFromMap(new IdentityHashMap<Work, Boolean>());

    /** By identity, for that is how works are equal. */
    private final Set<Work> answered = Collections.newSetFromMap(new ConcurrentHashMap<Work, Boolean>());

    private final Set<Work> interrupted = Collections.newSetFromMap(new ConcurrentHashMap<Work, Boolean>());
    private final Map<Work, Straggler> seen = new ConcurrentHashMap<Work, Straggler>();
    private boolean counted;
    private boolean lost;

    RequestStragglers(Drain drain, List<Work> stragglers) {
        this.drain = drain;
        this.policy = drain.core().config().get(Settings.REQUESTS_ON_TIMEOUT);
        this.stragglers = stragglers;
        this.all.addAll(stragglers);
    }

    /** Clients first: stacks are taken before an answer can move a thread on, and written after the last answer. */
    void answer(BooleanSupplier noneInFlight) {
        for (Work work : stragglers) {
            Thread runner = work.runner();
            if (seen.size() < MOST_NAMED) {
                seen.put(work, new Straggler("straggler: " + DrainRequests.named(drain, work), runner));
            }
            if (policy != RequestsOnTimeout.REPORT) {
                if (answers(work)) {
                    answered.add(work);
                }
                if (policy == RequestsOnTimeout.INTERRUPT && runner != null) {
                    interrupted.add(work);
                    runner.interrupt();
                }
            }
        }
        if (policy == RequestsOnTimeout.INTERRUPT || !answered.isEmpty()) {
            drain.core().bell().await(Deadline.in(drain.core().clock(), ANSWERS_TRAVEL), noneInFlight);
        }
    }

    private boolean answers(Work work) {
        try {
            return work.answer();
        } catch (Throwable failure) { // be it our own: the others are answered, and this one is counted as cut
            drain.core().debug("no answer for " + work.describe(), failure);
            return false;
        }
    }

    /**
     * Counts the losses and names them, the first time that it is called.
     *
     * @return whether anything was lost
     */
    synchronized boolean count() {
        if (counted) {
            return lost;
        }
        counted = true;
        Set<Work> inFlight = Collections.newSetFromMap(new IdentityHashMap<Work, Boolean>());
        inFlight.addAll(drain.core().requests().inFlight());
        List<Work> losses = new ArrayList<Work>();
        List<Work> ended = new ArrayList<Work>();
        List<Work> cut = new ArrayList<Work>();
        for (Work work : stragglers) {
            if (answered.contains(work)) {
                drain.losses().add(1, work.noun(), "answered 503");
            } else if (inFlight.contains(work)) {
                cut.add(work);
            } else if (interrupted.contains(work)) {
                ended.add(work);
            } else {
                continue;
            }
            losses.add(work);
        }
        count(ended, "interrupted");
        count(cut, "cut");
        lost = !losses.isEmpty();
        name(losses);
        return lost;
    }

    private void count(List<Work> works, String fate) {
        for (Work work : works) {
            drain.losses().add(1, work.noun(), fate);
        }
    }

    /** Whether it is one of those that are counted here. */
    boolean contains(Work work) {
        return all.contains(work);
    }

    private void name(List<Work> losses) {
        int named = 0;
        for (Work work : losses) {
            Straggler straggler = seen.get(work);
            if (straggler != null) {
                straggler.name(drain);
                named++;
            }
        }
        if (named < losses.size()) {
            drain.warn("stragglers: " + (losses.size() - named) + " more");
        }
    }
}
