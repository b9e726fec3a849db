package dev.lastcall.core.resource;

import dev.lastcall.core.LineCode;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The live objects under control, oldest first. Holds resources and their controls weakly. Thread-safe; adding is rare
 * (a pool, a server), so a lock is good enough, and never taken on a request's way. Adding looks at no other resource, for
 * some applications make executors by the thousand.
 */
public final class Resources {

    /** Told of every resource once, outside the lock. */
    public interface Observer {
        void added(Control<?> control, Object resource);
    }

    private final AtomicLong additions = new AtomicLong();
    private final Observer observer;
    private final Set<Entry<?>> entries = new LinkedHashSet<Entry<?>>();
    private final ReferenceQueue<Object> gone = new ReferenceQueue<Object>();
    private volatile boolean served;

    public Resources(Observer observer) {
        this.observer = observer;
    }

    /** Puts a resource under control; a second time under the same control changes nothing. */
    public <T> void add(Control<T> control, T resource) {
        synchronized (this) {
            expunge();
            if (!entries.add(new Entry<T>(control, resource, gone))) {
                return;
            }
            additions.incrementAndGet();
        }
        if (control instanceof ListenerControl
                || control instanceof DeclaredControl && ((DeclaredControl<?>) control).takesRequests()) {
            served = true;
        }
        observer.added(control, resource);
    }

    /** Whether anything was ever added that takes requests: it is a service then, and not a job with an end. */
    public boolean haveServed() {
        return served;
    }

    /** How many resources were ever added: unchanged means that no new one has come. */
    public long additions() {
        return additions.get();
    }

    /** Takes a resource out of control, because the application closed it. */
    public synchronized void remove(Object resource) {
        for (Iterator<Entry<?>> each = entries.iterator(); each.hasNext(); ) {
            if (each.next().get() == resource) {
                each.remove();
            }
        }
    }

    /** Whether any resource is under a control of this line. */
    public synchronized boolean has(LineCode line) {
        for (Entry<?> entry : entries) {
            Control<?> control = entry.control.get();
            if (control != null && entry.get() != null && line.includes(control.getClass())) {
                return true;
            }
        }
        return false;
    }

    /** Whether this resource is under control. */
    public synchronized boolean isControlled(Object resource) {
        for (Entry<?> entry : entries) {
            if (entry.get() == resource) {
                return true;
            }
        }
        return false;
    }

    /** Takes all resources out of control whose control is this line's. */
    public synchronized void forget(LineCode line) {
        for (Iterator<Entry<?>> each = entries.iterator(); each.hasNext(); ) {
            Control<?> control = each.next().control.get();
            if (control == null || line.includes(control.getClass())) {
                each.remove();
            }
        }
    }

    /** Drops what the application has let go of: each once, so that this costs in all what the adding did. */
    private void expunge() {
        for (Reference<?> entry = gone.poll(); entry != null; entry = gone.poll()) {
            entries.remove(entry);
        }
    }

    /** The listeners, oldest first. */
    public List<Controlled<ListenerControl<Object>>> listeners() {
        return all(ListenerControl.class);
    }

    /** The pools, the newest first: the order in which dependants close before what they depend on. */
    public List<Controlled<PoolControl<Object>>> pools() {
        List<Controlled<PoolControl<Object>>> pools = all(PoolControl.class);
        Collections.reverse(pools);
        return pools;
    }

    /** What runs tasks, oldest first. */
    public List<Controlled<TaskControl<Object>>> executors() {
        return all(TaskControl.class);
    }

    /** What starts tasks later, oldest first. */
    public List<Controlled<ScheduleControl<Object>>> schedules() {
        return all(ScheduleControl.class);
    }

    /** What a plan file tracks or counts, oldest first. */
    public List<Controlled<DeclaredControl<Object>>> declared() {
        return all(DeclaredControl.class);
    }

    /** Whose threads hold up the JVM's exit, oldest first. */
    public List<Controlled<ThreadControl<Object>>> threads() {
        return all(ThreadControl.class);
    }

    /** Everything under control, oldest first. */
    public List<Controlled<Control<Object>>> everything() {
        return all(Control.class);
    }

    @SuppressWarnings("unchecked") // an entry's control and resource were added with one type T
    private <C extends Control<Object>> List<Controlled<C>> all(Class<? super C> type) {
        List<Controlled<C>> found = new ArrayList<Controlled<C>>();
        synchronized (this) {
            expunge();
            for (Entry<?> entry : entries) {
                Object control = entry.control.get();
                Object resource = entry.get();
                if (resource != null && type.isInstance(control)) {
                    found.add(new Controlled<C>((C) control, resource));
                }
            }
        }
        return found;
    }

    /** A resource, weakly; equal to another one that is the same object under the same control. */
    private static final class Entry<T> extends WeakReference<T> {
        final WeakReference<Control<T>> control;
        private final int hash;

        Entry(Control<T> control, T resource, ReferenceQueue<Object> gone) {
            super(resource, gone);
            this.control = new WeakReference<Control<T>>(control);
            this.hash = System.identityHashCode(resource) * 31 + System.identityHashCode(control);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(Object other) {
            if (this == other || !(other instanceof Entry)) {
                return this == other;
            }
            Object resource = get();
            return resource != null
                    && resource == ((Entry<?>) other).get()
                    && control.get() == ((Entry<?>) other).control.get();
        }
    }
}
