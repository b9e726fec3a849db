package dev.lastcall.core.ledger;

import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

/**
 * The works, one after the other, that one carrier carries, as a connection does its requests, where each has a key of its
 * own. The carrier is held weakly: with it goes whatever it carries.
 *
 * <p>Nothing is lost between two works. A begin writes the key before it asks the gate; an end takes it out, by one
 * compare-and-set, and then reads {@code watched}. Whoever ends a work names its key, so nobody ends the next one, and of
 * two who end the same one, one does.
 */
final class CarriedWork extends LastingWork {

    private static final AtomicReferenceFieldUpdater<CarriedWork, Object> CARRIED =
            AtomicReferenceFieldUpdater.newUpdater(CarriedWork.class, Object.class, "carried");

    private static final AtomicLongFieldUpdater<CarriedWork> BEGAN =
            AtomicLongFieldUpdater.newUpdater(CarriedWork.class, "began");

    private final WeakReference<Object> carrier;

    /** In order before {@code carried}, which says whether it is to be read. */
    private volatile long began;

    /** The key of the work in flight, or a weak reference to it once it is old, or null; written after all else. */
    private volatile Object carried;

    CarriedWork(WorkControl<?> control, Object carrier, KeptEntries home) {
        super(control, null, home);
        this.carrier = new WeakReference<Object>(carrier);
    }

    /** The entry of this carrier, if that is where it can be kept; see {@link LastingWork#tagOf}. */
    static CarriedWork taggedTo(Object carrier) {
        LastingWork tagged = tagOf(carrier);
        return tagged instanceof CarriedWork ? (CarriedWork) tagged : null;
    }

    boolean isCarriedBy(Object object) {
        return carrier.get() == object;
    }

    /**
     * Its carrier's next work begins; nothing may be in flight.
     *
     * @return false if that needs an entry of its own
     */
    boolean carry(WorkControl<?> by, Object key, Thread runner) {
        if (control() != by) {
            return false;
        }
        clear();
        BEGAN.lazySet(this, home.nanos());
        if (runner != null) {
            runOn(runner);
        }
        carried = key;
        return true;
    }

    boolean isAbout(Object key) {
        return key != null && refersTo(carried, key);
    }

    /**
     * The work of this key is over, and the entry rests.
     *
     * @return whether it was this key's
     */
    boolean endsOf(Object key) {
        for (Object held = carried; refersTo(held, key); held = carried) {
            if (CARRIED.compareAndSet(this, held, null)) {
                return true;
            } // it has ended, or become weak, at this moment
        }
        return false;
    }

    /** It is found by its carrier alone. */
    @Override
    boolean isOf(Object key) {
        return false;
    }

    @Override
    public Object key() {
        return target(carried);
    }

    @Override
    public long began() {
        return began;
    }

    /** Nor is what the application has let go of. */
    @Override
    boolean isInFlight() {
        return key() != null;
    }

    @Override
    boolean isGone() {
        return carrier.get() == null;
    }

    @Override
    void weaken() {
        Object held = carried;
        if (held != null && !(held instanceof WeakKey)) {
            CARRIED.compareAndSet(this, held, new WeakKey(held));
        }
    }
}
