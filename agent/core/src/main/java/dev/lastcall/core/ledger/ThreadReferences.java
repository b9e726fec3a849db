package dev.lastcall.core.ledger;

import java.lang.ref.WeakReference;

/**
 * Weak references to threads, made once for those that come again and again: to make one for each request would leave it to
 * the collector, and its memory to be fetched from the processor that made it.
 *
 * <p>Thread-safe, without a fence: whoever reads a place looks whether what it finds is its thread's, and else makes its own.
 */
final class ThreadReferences {

    private static final int PLACES = 1 << 8;

    /** Of which most come once, and would only take the places of others. Null before JDK 21. */
    private static final Class<?> VIRTUAL = virtualThread();

    @SuppressWarnings("unchecked") // arrays know no type parameters
    private final WeakReference<Thread>[] places = (WeakReference<Thread>[]) new WeakReference<?>[PLACES];

    WeakReference<Thread> to(Thread thread) {
        if (thread.getClass() == VIRTUAL) {
            return new WeakReference<Thread>(thread);
        }
        int place = System.identityHashCode(thread) & PLACES - 1;
        WeakReference<Thread> known = places[place];
        if (known == null || known.get() != thread) {
            known = new WeakReference<Thread>(thread);
            places[place] = known;
        }
        return known;
    }

    private static Class<?> virtualThread() {
        try {
            return Class.forName("java.lang.VirtualThread", false, null);
        } catch (ClassNotFoundException before21) {
            return null;
        }
    }
}
