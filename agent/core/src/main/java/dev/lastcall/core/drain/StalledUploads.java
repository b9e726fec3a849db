package dev.lastcall.core.drain;

import dev.lastcall.core.config.Settings;
import dev.lastcall.core.config.Settings.RequestsOnTimeout;
import dev.lastcall.core.ledger.Work;
import dev.lastcall.core.ledger.WorkControl;
import dev.lastcall.core.time.Deadline;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Requests whose client has stopped sending in the middle of the body. Most likely they would still be there when the time
 * is up; and what their handlers hold, such as a lock, others wait for until then. So they are answered early enough for
 * the others to end, and their input is ended, as that of a client that has gone.
 *
 * <p>Looks are taken by the phase's thread; who has been answered is asked by whoever leaves the phase behind, too.
 */
final class StalledUploads {

    /** However short the time: a client that is slow, or far away, is silent for so long. */
    private static final long AT_LEAST_NANOS = 2 * Drain.BETWEEN_PROGRESS_LINES.toNanos();

    private final Drain drain;
    private final Deadline deadline;
    private final long most;

    /** Since when silence means something: before that the drain had not begun, or the machine stood still. */
    private long since;

    private long lastLook;

    private final Set<Work> answered = Collections.newSetFromMap(new ConcurrentHashMap<Work, Boolean>());

    StalledUploads(Drain drain, Deadline deadline) {
        this.drain = drain;
        this.deadline = deadline;
        this.most = drain.core().config().get(Settings.STALLED_AFTER).toNanos();
        this.since = drain.began();
        this.lastLook = drain.core().clock().nanos();
    }

    /** To be called once a second; a look that comes later than that begins anew. */
    void look(List<Work> inFlight) {
        long now = drain.core().clock().nanos();
        if (now - lastLook > AT_LEAST_NANOS) {
            since = now;
        }
        long after = after(now);
        for (Work work : without(inFlight)) {
            long silent = work.silentNanos();
            if (silent != WorkControl.NOT_WAITING && Math.min(silent, now - since) >= after) {
                answer(work);
            }
        }
        lastLook = drain.core().clock().nanos();
    }

    /** The setting, or half of the time between signal and deadline if that is less: the other half is for the others. */
    private long after(long now) {
        boolean mayAnswer = drain.core().config().get(Settings.REQUESTS_ON_TIMEOUT) != RequestsOnTimeout.REPORT;
        if (most == 0 || !mayAnswer) {
            return Long.MAX_VALUE;
        }
        long half = (now - drain.began() + deadline.nanosLeft()) / 2;
        return Math.min(most, Math.max(half, AT_LEAST_NANOS));
    }

    private void answer(Work work) {
        Straggler stalled = new Straggler("stalled upload: " + DrainRequests.named(drain, work), work.runner());
        try {
            if (!work.answer()) {
                return; // its handler has just begun to
            }
            answered.add(work);
            drain.losses().add(1, work.noun(), "answered 503 for a stalled upload");
            stalled.name(drain);
            work.endInput();
        } catch (Throwable failure) { // be it our own: the others are looked at, and this one is waited for
            drain.core().debug("no answer for " + work.describe(), failure);
        }
    }

    /** Each of them is a loss, whatever becomes of its handler. */
    boolean any() {
        return !answered.isEmpty();
    }

    boolean contains(Work work) {
        return answered.contains(work);
    }

    /** Those that have no answer yet. */
    List<Work> without(List<Work> works) {
        List<Work> others = new ArrayList<Work>(works);
        others.removeAll(answered);
        return others;
    }
}
