package dev.lastcall.core.action;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;

/** The live instances of the classes that the plan tracks, held weakly. Thread-safe; adding takes no lock. */
public final class Instances {

    private static final int FIRST_SWEEP = 1024;

    private final Map<String, Tracked> byClass = new ConcurrentHashMap<String, Tracked>();

    /** A constructor of the class has ended. Constructors call each other: the same instance may come again. */
    public void add(String className, Object instance) {
        Tracked tracked = byClass.get(className);
        if (tracked == null) {
            byClass.putIfAbsent(className, new Tracked());
            tracked = byClass.get(className);
        }
        tracked.add(instance);
    }

    /** The live instances, the newest first. */
    public List<Object> of(String className) {
        Tracked tracked = byClass.get(className);
        return tracked == null ? Collections.<Object>emptyList() : tracked.live();
    }

    private static final class Tracked {
        private final ConcurrentLinkedDeque<WeakReference<Object>> newestFirst =
                new ConcurrentLinkedDeque<WeakReference<Object>>();
        private final AtomicInteger untilSweep = new AtomicInteger(FIRST_SWEEP);

        /**
         * Sweeps once as many have come as were live at the last sweep, so that the list is at most twice as long as it
         * must be. Exactly one thread brings the count to zero, so exactly one sweeps.
         */
        void add(Object instance) {
            newestFirst.addFirst(new WeakReference<Object>(instance));
            if (untilSweep.decrementAndGet() == 0) {
                int live = 0;
                for (Iterator<WeakReference<Object>> all = newestFirst.iterator(); all.hasNext(); ) {
                    if (all.next().get() == null) {
                        all.remove();
                    } else {
                        live++;
                    }
                }
                untilSweep.set(Math.max(FIRST_SWEEP, live));
            }
        }

        List<Object> live() {
            Set<Object> met = Collections.newSetFromMap(new IdentityHashMap<Object, Boolean>());
            List<Object> live = new ArrayList<Object>();
            for (WeakReference<Object> reference : newestFirst) {
                Object instance = reference.get();
                if (instance != null && met.add(instance)) {
                    live.add(instance);
                }
            }
            return live;
        }
    }
}
