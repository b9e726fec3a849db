package dev.lastcall.library.executors;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Whose each executor is that was seen so far. By identity, held weakly. Thread-safe; asking takes no lock. */
final class Seen {

    private final ConcurrentMap<Object, Owner> owners = new ConcurrentHashMap<Object, Owner>();
    private final ReferenceQueue<Object> gone = new ReferenceQueue<Object>();

    boolean contains(Object executor) {
        return owners.containsKey(new Probe(executor));
    }

    /** The owner, or {@link Owner#UNKNOWN} of an executor that was never seen. */
    Owner ownerOf(Object executor) {
        Owner owner = owners.get(new Probe(executor));
        return owner == null ? Owner.UNKNOWN : owner;
    }

    /** Two threads may meet an executor at once; only one of them is told true. */
    boolean add(Object executor, Owner owner) {
        for (Reference<?> old = gone.poll(); old != null; old = gone.poll()) {
            owners.remove(old);
        }
        return owners.putIfAbsent(new Key(executor, gone), owner) == null;
    }

    /** Those that the application still has, in no order. */
    List<Object> members() {
        List<Object> members = new ArrayList<Object>();
        for (Object key : owners.keySet()) {
            Object member = ((Key) key).get();
            if (member != null) {
                members.add(member);
            }
        }
        return members;
    }

    private static boolean same(Object one, Object other) {
        return one == other
                || one != null && other != null && referent(one) != null && referent(one) == referent(other);
    }

    private static Object referent(Object key) {
        return key instanceof Key ? ((Key) key).get() : ((Probe) key).executor;
    }

    private static final class Key extends WeakReference<Object> {
        private final int hash;

        Key(Object executor, ReferenceQueue<Object> gone) {
            super(executor, gone);
            this.hash = System.identityHashCode(executor);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(Object other) {
            return same(this, other);
        }
    }

    /** To ask with: it costs less than a reference that the collector must know of. */
    private static final class Probe {
        private final Object executor;

        Probe(Object executor) {
            this.executor = executor;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(executor);
        }

        @Override
        public boolean equals(Object other) {
            return same(this, other);
        }
    }
}
