package dev.lastcall.core.ledger;

import dev.lastcall.core.LineCode;
import dev.lastcall.core.time.Bell;
import dev.lastcall.core.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * What is in flight, by identity of its key. Beginning and ending are idempotent, take no lock and allocate one
 * {@link Work}, or none where a key is used again ({@link KeptWork}); memory grows with what is in flight at once and with
 * nothing else.
 *
 * <p>A key may stand only in the few slots of its window, in any of the levels. An end looks through all of these slots,
 * so no slot needs a tombstone. A window that is full sends the key one level up, where the table is eight times as large.
 *
 * <p>No end is missed by a drain that waits: {@link #end} clears the slot and then reads {@code watched}; the drain sets
 * {@code watched} and then reads the slots. Either the drain sees the slot cleared or the end sees that it must ring.
 */
public final class Ledger {

    private final Clock clock;
    private final Bell bell;
    private final Levels levels = new Levels();
    private final KeptEntries kept;

    /** Null where nothing is limited: then nothing is counted. */
    private final Permits permits;

    /** How many works that a carrier carries have an entry of their own. */
    private final AtomicInteger besides = new AtomicInteger();

    private volatile boolean watched;

    /** How many works have begun while somebody watched; see {@link #isIdle}. */
    private final AtomicLong begunWatched = new AtomicLong();

    public Ledger(Clock clock, Bell bell) {
        this(clock, bell, 0);
    }

    /** @param most how many of those that ask {@link Work#mayPass} may go on at once; 0 for any number */
    public Ledger(Clock clock, Bell bell, int most) {
        this.clock = clock;
        this.bell = bell;
        this.permits = most == 0 ? null : new Permits(most);
        this.kept = new KeptEntries(levels.first, clock);
    }

    /** The work of this key has begun. One thread at a time calls this for one key. */
    public <K> void begin(WorkControl<? super K> control, K key) {
        begin(control, key, false);
        hasBegun();
    }

    /**
     * The same for work that is carried by something which lives on, and carries mostly one work after the other, as a
     * connection does its requests. They have one entry in common, which is kept; a work that begins before the one before
     * it is over has an entry of its own. One thread at a time calls this for one carrier. Whoever asks or tells anything
     * of such a work names the carrier, too.
     *
     * @param carrier any object of the library's, or, which is quicker, a {@link Carrier}
     * @param runner the thread that is inside its handler, or null
     */
    public <K> void begin(WorkControl<? super K> control, Object carrier, K key, Thread runner) {
        if (!carry(control, carrier, key, runner)) {
            begin(control, key, true);
            if (runner != null) {
                runsOn(key, runner);
            }
        }
        hasBegun();
    }

    /** To be called when the new work stands where a look finds it, and before whoever has called goes on. */
    private void hasBegun() {
        if (watched) {
            begunWatched.incrementAndGet();
        }
    }

    /** Whether the carrier's own entry could take it. */
    private <K> boolean carry(WorkControl<? super K> control, Object carrier, K key, Thread runner) {
        if (permits != null || carrier == null) {
            return false;
        }
        CarriedWork carried = kept.carriedBy(carrier);
        if (carried == null) {
            return !watched && kept.haveRoom() && kept.put(control, carrier, key, runner);
        }
        // That it rests is read first: what a drain has seen in it was over before anybody watched.
        return !carried.isInFlight() && !watched && carried.carry(control, key, runner);
    }

    private <K> void begin(WorkControl<? super K> control, K key, boolean beside) {
        KeptWork tagged = KeptWork.taggedTo(key);
        if (tagged != null && !watched && tagged.beginsAnew(control)) {
            return;
        }
        int hash = Level.hash(key);
        for (Level level = levels.first; level != null; level = level.next) {
            int at = level.find(hash, key);
            Work older = at < 0 ? null : level.workAt(at, key);
            if (older != null) { // it rests, or its end never came
                if (!watched && older.beginsAnew(control)) {
                    return;
                }
                Work work = work(control, key, beside);
                if (level.slots.compareAndSet(at, older, work)) {
                    older.isReplacedBy(work);
                    return;
                }
                levels.put(hash, work); // the end came
                return;
            }
        }
        levels.put(hash, work(control, key, beside));
    }

    private <K> Work work(WorkControl<? super K> control, K key, boolean beside) {
        if (permits != null) {
            return permits.work(control, key, clock.nanos());
        }
        if (beside) {
            return new SingleWork(control, key, clock.nanos(), besides);
        }
        return control instanceof KeptControl && !watched && kept.haveRoom()
                ? kept.make(control, key)
                : new SingleWork(control, key, clock.nanos(), null);
    }

    /**
     * The work of this key is over.
     *
     * @return whether it was in flight
     */
    public boolean end(Object key) {
        KeptWork tagged = KeptWork.taggedTo(key);
        boolean ended = tagged != null && tagged.rest();
        return ended && !watched || endInTable(key) || ended; // a drain wants it out of its slot, and a bell
    }

    private boolean endInTable(Object key) {
        int hash = Level.hash(key);
        for (Level level = levels.first; level != null; level = level.next) {
            int at = level.find(hash, key);
            Work work = at < 0 ? null : level.workAt(at, key);
            if (work != null) {
                boolean ended = work.isKept() ? work.rest() : level.drop(at, work);
                if (watched) {
                    level.drop(at, work); // if it is kept: to a drain each work is one of its own
                    bell.ring();
                }
                if (ended) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The same for a work that is carried. */
    public boolean end(Object carrier, Object key) {
        CarriedWork carried = kept.carriedBy(carrier);
        if (carried == null || !carried.endsOf(key)) {
            return mayStandBeside(carrier) && end(key);
        }
        if (watched) {
            bell.ring();
        }
        return true;
    }

    /** The entry of a work that is carried, or null. */
    public Work find(Object carrier, Object key) {
        CarriedWork carried = kept.carriedBy(carrier);
        if (carried != null && carried.isAbout(key)) {
            return carried;
        }
        return mayStandBeside(carrier) ? find(key) : null;
    }

    /** Spares most the look for an entry that is not there: the hash of a new object alone takes the JVM some time. */
    private boolean mayStandBeside(Object carrier) {
        return carrier == null || permits != null || besides.get() > 0;
    }

    /** The thread has entered the handler of this work. */
    public void runsOn(Object key, Thread thread) {
        runsOn(null, key, thread);
    }

    /**
     * The same for a work that is carried.
     *
     * @return whether it is in flight
     */
    public boolean runsOn(Object carrier, Object key, Thread thread) {
        Work work = find(carrier, key);
        if (work == null) {
            return false;
        }
        work.runOn(thread);
        return true;
    }

    /** The thread that was in this work's handler has left it; the work may go on without a thread. */
    public void runsOnNone(Object key) {
        runsOn(key, null);
    }

    /**
     * This thread has left the handler of this work, unless another one has entered it meanwhile; with that the work is
     * over if its response is out.
     *
     * <p>For servers whose handlers may go on after the response. Whoever comes last ends the work: this clears the
     * runner and then reads the answered flag, {@link #answered} sets that flag and then reads the runner, so at least
     * one of the two sees the other's write; ending twice is harmless.
     *
     * @param carrier null if it is not carried
     */
    public void leaves(Object carrier, Object key, Thread thread) {
        Work work = find(carrier, key);
        if (work != null && work.leave(thread) && work.isAnswered()) {
            end(carrier, key);
        }
    }

    /** The response of this work is out; it is over once no thread is inside its handler. See {@link #leaves}. */
    public void answered(Object carrier, Object key) {
        Work work = find(carrier, key);
        if (work != null) {
            work.setAnswered();
            if (work.runner() == null) {
                end(carrier, key);
            }
        }
    }

    /**
     * The entry of this key; null if it has none, or is null.
     *
     * <p>A tag that rests is the key's only entry as long as nobody watches: it is taken out of its slot before another of
     * its key is put there, or, by a begin that has read that somebody watches, right after.
     */
    public Work find(Object key) {
        KeptWork tagged = KeptWork.taggedTo(key);
        if (tagged != null && tagged.isInFlight()) {
            return tagged;
        }
        return key == null || tagged != null && !watched ? null : levels.find(key);
    }

    /** From now on every end rings the bell, and begins are counted. */
    public void watch(boolean on) {
        watched = on;
    }

    /**
     * Whether none of this work was in flight at one moment of this call, which no look at one slot after the other can
     * tell: a work may begin behind the looker's back and end the one that is still to be looked at, as the next of a
     * client's pipelined requests does. To be asked while somebody watches. No means: ask again when the bell has rung.
     *
     * <p>Proof. Suppose that a work is in flight when the count of begins is first read, and that the looks miss it. Then it
     * has ended before the look at its slot. If another has taken over from it, that one has begun, and been counted, before
     * this end, hence before the second reading, which differs; or it was in flight at the first reading, too, and the same
     * holds for it. So where the readings agree, what was missed has ended without a successor. And whatever makes them
     * differ rings when it ends.
     */
    public boolean isIdle(Predicate<? super Work> waitedFor) {
        long before = begunWatched.get();
        for (Work work : inFlight()) {
            if (waitedFor.test(work)) {
                return false;
            }
        }
        return begunWatched.get() == before;
    }

    /** What is in flight, in no order. Work that begins or ends meanwhile may or may not be in it. */
    public List<Work> inFlight() {
        return levels.inFlight();
    }

    /**
     * Holds what began before {@code moment} weakly from now on, so that work whose end we never saw does not keep the
     * application's objects alive, and forgets what the application has let go of.
     */
    public void weaken(final long moment) {
        levels.dropIf(new Predicate<Work>() {
            @Override
            public boolean test(Work work) {
                boolean gone = work.isGone();
                if (!gone) {
                    work.weakenIfBefore(moment);
                }
                return gone;
            }
        });
    }

    /**
     * Tells the time to work that is carried: it has begun at the tick before. Until the first tick it asks the clock itself.
     *
     * @return whether there is such work, for which the caller has to come back soon
     */
    public boolean tick() {
        return kept.tick();
    }

    /** How much is in flight under controls of this line. */
    public int inFlight(LineCode line) {
        int count = 0;
        for (Work work : inFlight()) {
            count += work.isUnder(line) ? 1 : 0;
        }
        return count;
    }

    /** The same for one control. */
    public int inFlight(WorkControl<?> control) {
        int count = 0;
        for (Work work : inFlight()) {
            count += work.isUnder(control) ? 1 : 0;
        }
        return count;
    }

    /** Drops the work that was begun under a control of this line, because nobody will report its end any more. */
    public void forget(final LineCode line) {
        levels.dropIf(new Predicate<Work>() {
            @Override
            public boolean test(Work work) {
                return work.isUnder(line);
            }
        });
    }

    /** The same for one control. */
    public void forget(final WorkControl<?> control) {
        levels.dropIf(new Predicate<Work>() {
            @Override
            public boolean test(Work work) {
                return work.isUnder(control);
            }
        });
    }
}
