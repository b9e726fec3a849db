package dev.lastcall.core.count;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Work of the application that the plan counts: between two methods, by a key that both of them have, or around one. Called
 * on the application's threads. Thread-safe.
 */
public abstract class CountedWork {

    private final String name;
    final CountedItem item;

    /** The calls of the one method that this thread is in, the innermost first. They hold nothing of the application's. */
    private final ThreadLocal<Deque<Object>> calls = new ThreadLocal<Deque<Object>>();

    CountedWork(String name) {
        this.name = name;
        this.item = new CountedItem(name);
    }

    /** The method that begins the work, as the plan has it. */
    public final String name() {
        return name;
    }

    /**
     * The woven code has been reached for the first time.
     *
     * <p>Called often; adding a resource twice changes nothing.
     */
    public abstract void exists();

    /** @param thread where it runs until its end, or null if that is not known */
    abstract void begin(Object key, Thread thread);

    /** The work of this key has begun. */
    public final void begin(Object key) {
        if (key == null) {
            throw new IllegalArgumentException("the key is null, expected an object that lives as long as the work");
        }
        begin(key, null);
    }

    /** The work of this key is over; nothing happens if it never began. */
    public abstract void end(Object key);

    /** The thread enters the one method. */
    public final void enter() {
        Deque<Object> mine = calls.get();
        if (mine == null) {
            mine = new ArrayDeque<Object>();
            calls.set(mine);
        }
        Object call = new Object();
        mine.push(call);
        begin(call, Thread.currentThread());
    }

    /** The thread leaves it, by return or by exception. */
    public final void leave() {
        Deque<Object> mine = calls.get();
        if (mine != null) { // else it was inside when the method was woven
            end(mine.pop());
            if (mine.isEmpty()) {
                calls.remove();
            }
        }
    }

    /** What logs call one of it. */
    public abstract String noun();

    /** How much of it is in flight. */
    public abstract int inFlight();

    /** Whether its woven code was ever reached. */
    public abstract boolean isKnown();

    /** Drops all that is in flight: nobody will report its end any more. */
    public abstract void forget();
}
