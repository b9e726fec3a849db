package dev.lastcall.core.resource;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The live objects under control, oldest first. Holds resources and their controls weakly. Thread-safe; adding is rare
 * (a pool, a server), so a lock is good enough, and never taken on a request's way.
 */
public final class Resources {

    /** Told of every resource once, outside the lock. */
    public interface Observer {
        void added(Control<?> control, Object resource);
    }

    private final AtomicLong additions = new AtomicLong();
    private final Observer observer;
    private volatile boolean served;
    private List<Entry<?>> entries = new ArrayList<Entry<?>>();

    public Resources(Observer observer) {
        this.observer = observer;
    }

    /** Puts a resource under control; a second time under the same control changes nothing. */
    public <T> void add(Control<T> control, T resource) {
        synchronized (this) {
            List<Entry<?>> live = new ArrayList<Entry<?>>(entries.size() + 1);
            for (Entry<?> entry : entries) {
                Object other = entry.resource.get();
                if (other == resource && entry.control.get() == control) {
                    return;
                }
                if (other != null) {
                    live.add(entry);
                }
            }
            live.add(new Entry<T>(control, resource));
            entries = live;
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
        List<Entry<?>> live = new ArrayList<Entry<?>>(entries.size());
        for (Entry<?> entry : entries) {
            Object other = entry.resource.get();
            if (other != null && other != resource) {
                live.add(entry);
            }
        }
        entries = live;
    }

    /** Takes all resources out of control whose control's class is in this package. */
    public synchronized void forget(String controlPackage) {
        List<Entry<?>> live = new ArrayList<Entry<?>>(entries.size());
        for (Entry<?> entry : entries) {
            Control<?> control = entry.control.get();
            if (control != null && !control.getClass().getName().startsWith(controlPackage)) {
                live.add(entry);
            }
        }
        entries = live;
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
        List<Entry<?>> now;
        synchronized (this) {
            now = entries;
        }
        List<Controlled<C>> found = new ArrayList<Controlled<C>>();
        for (Entry<?> entry : now) {
            Object control = entry.control.get();
            Object resource = entry.resource.get();
            if (resource != null && type.isInstance(control)) {
                found.add(new Controlled<C>((C) control, resource));
            }
        }
        return found;
    }

    private static final class Entry<T> {
        final WeakReference<Control<T>> control;
        final WeakReference<T> resource;

        Entry(Control<T> control, T resource) {
            this.control = new WeakReference<Control<T>>(control);
            this.resource = new WeakReference<T>(resource);
        }
    }
}
