package dev.lastcall.core.ledger;

import dev.lastcall.core.LineCode;
import java.lang.ref.WeakReference;

/** One piece of work in flight. */
public abstract class Work {

    /** The key, or a weak reference to it once the work is old (see {@link Ledger#weaken}). */
    private volatile Object key;

    /** Or a weak reference to it. */
    private volatile Object control;

    private volatile boolean answered;

    /** Whether it has left its slot: then no work begins in it, though its key may still be tagged with it. */
    private volatile boolean dropped; // here, where there is room beside the other flag

    /** @param control as {@link #control} is held */
    Work(Object control, Object key) {
        this.control = control;
        this.key = key;
    }

    boolean isOf(Object other) {
        return refersTo(key, other);
    }

    /** Whether what is held, as it is or by a {@link WeakKey}, is this key. */
    static boolean refersTo(Object held, Object key) {
        return held == key || held instanceof WeakKey && ((WeakKey) held).get() == key;
    }

    /** The object that lives as long as the work, or null if the application has let go of it without ending it. */
    public Object key() {
        return target(key);
    }

    static Object target(Object held) {
        return held instanceof WeakKey ? ((WeakKey) held).get() : held;
    }

    /** When the work began, on the ledger's clock. */
    public abstract long began();

    /** The thread that is in the work's handler now, or null when nobody is (asynchronous work). */
    public Thread runner() {
        Thread told = toldRunner();
        if (told != null) {
            return told;
        }
        Object held = key();
        WorkControl<Object> by = control();
        return held == null || by == null ? null : by.runner(held);
    }

    /** The thread that is inside, as far as the ledger was told. */
    abstract Thread toldRunner();

    abstract void runOn(Thread thread);

    /** @return whether this thread was the one inside */
    abstract boolean leave(Thread thread);

    /** The response is out, though a thread may still be inside the handler. */
    void setAnswered() {
        answered = true;
    }

    boolean isAnswered() {
        return answered;
    }

    void weaken() {
        Object held = key;
        if (!(held instanceof WeakKey)) {
            control = new WeakReference<Object>(control);
            key = new WeakKey(held);
        }
    }

    /** The same, if it began before this moment on the ledger's clock. */
    void weakenIfBefore(long moment) {
        if (began() - moment < 0) {
            weaken();
        }
    }

    /** Whether the application has let go of what the entry stands for: nobody will end it, or use it again. */
    boolean isGone() {
        return key() == null;
    }

    /** False between two works of an entry that outlives them. */
    boolean isInFlight() {
        return true;
    }

    /** Whether its entry outlives it, see {@link KeptWork}. */
    boolean isKept() {
        return false;
    }

    /**
     * Its key's next work begins in the same entry.
     *
     * @return false if it needs one of its own
     */
    boolean beginsAnew(WorkControl<?> by) {
        return false;
    }

    /**
     * It is over, and its entry rests.
     *
     * @return whether it was in flight
     */
    boolean rest() {
        throw new IllegalStateException("not kept");
    }

    /** Forgets what was told of the work before. Looks before it writes: each of these writes would be a fence. */
    void clear() {
        if (answered) {
            answered = false;
        }
    }

    /** Whether it may go on to the application: false if as much as may be goes on already. */
    public boolean mayPass() {
        return true;
    }

    /** It has left the ledger. */
    void isOver() {}

    final void setDropped() {
        dropped = true;
    }

    final boolean isDropped() {
        return dropped;
    }

    /** It has left the ledger for another entry of the same key. */
    void isReplacedBy(Work newer) {}

    /** The local port that it came in by, or -1 if nobody knows. */
    public int port() {
        Object held = key();
        WorkControl<Object> by = control();
        try {
            return held == null || by == null ? -1 : by.port(held);
        } catch (Throwable gone) { // as below
            return -1;
        }
    }

    /** How logs name the work. */
    public String describe() {
        Object held = key();
        WorkControl<Object> by = control();
        try {
            return held == null || by == null ? "abandoned" : by.describe(held);
        } catch (Throwable gone) { // the work may end, and its object be used anew, while it is described
            return "ended";
        }
    }

    /** See {@link WorkControl#noun}. */
    public String noun() {
        Object held = key();
        WorkControl<Object> by = control();
        try {
            return held == null || by == null ? "request" : by.noun(held);
        } catch (Throwable gone) { // as above
            return "request";
        }
    }

    /** See {@link WorkControl#answer}. */
    public boolean answer() throws Exception {
        Object held = key();
        WorkControl<Object> by = control();
        return held != null && by != null && by.answer(held);
    }

    /** See {@link WorkControl#silentNanos}. */
    public long silentNanos() {
        Object held = key();
        WorkControl<Object> by = control();
        try {
            return held == null || by == null ? WorkControl.NOT_WAITING : by.silentNanos(held);
        } catch (Throwable gone) { // as with describe
            return WorkControl.NOT_WAITING;
        }
    }

    /** See {@link WorkControl#endInput}. */
    public void endInput() throws Exception {
        Object held = key();
        WorkControl<Object> by = control();
        if (held != null && by != null) {
            by.endInput(held);
        }
    }

    boolean isUnder(LineCode line) {
        WorkControl<Object> by = control();
        return by != null && line.includes(by.getClass());
    }

    boolean isUnder(WorkControl<?> other) {
        return control() == other;
    }

    @SuppressWarnings("unchecked") // Ledger.begin took control and key with one type
    final WorkControl<Object> control() {
        Object held = control;
        return (WorkControl<Object>) (held instanceof WeakReference ? ((WeakReference<?>) held).get() : held);
    }

    /** A type of its own, so that a key that happens to be a WeakReference is not taken for one of ours. */
    static final class WeakKey extends WeakReference<Object> {
        WeakKey(Object key) {
            super(key);
        }
    }
}
