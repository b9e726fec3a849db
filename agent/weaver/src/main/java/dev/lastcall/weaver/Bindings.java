package dev.lastcall.weaver;

import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Arrays;

/**
 * The woven points by their numbers. A number is a point's as long as the loader of its class lives, and another one's after
 * that, so a service that is deployed again and again needs no more of them.
 *
 * <p>Woven code with the old number cannot be alive by then. A frame of a method keeps its class, an object too, a class its
 * loader; and a phantom reference is told of only when nothing reaches the loader any more, not even what is to be finalized.
 *
 * <p>Readers take no lock: each change is made in a copy of the table, and seen with it.
 */
final class Bindings implements Runnable {

    private final ReferenceQueue<ClassLoader> gone = new ReferenceQueue<ClassLoader>();

    /** Null where a number is nobody's. The first ones have targets in the bridge. */
    private volatile Binding[] byNumber = new Binding[LastCall.TARGETS];

    Binding of(int number) {
        return byNumber[number];
    }

    /** With holes. */
    Binding[] all() {
        return byNumber;
    }

    /**
     * The number of a point of a class: the one that it has already, if the class is woven anew.
     *
     * @param often whether it should be one of those with a target, while there are any
     */
    synchronized int issue(ClassLoader loader, PointRow row, boolean often) {
        Binding[] table = withoutWhatIsGone();
        int free = often ? free(table, 0, LastCall.TARGETS) : -1;
        if (free < 0) {
            free = free(table, LastCall.TARGETS, table.length);
        }
        for (Binding binding : table) {
            if (binding != null && binding.isOf(loader, row)) {
                free = binding.number;
            }
        }
        if (free < 0) {
            free = table.length;
            table = Arrays.copyOf(table, free + 1);
        }
        if (table[free] == null) {
            table[free] = new Binding(loader, row, free, gone);
        }
        byNumber = table;
        return free;
    }

    /** To be run now and then: numbers are free sooner; and on Java 8 a phantom reference holds its loader until it is cleared, which is done here. */
    @Override
    public synchronized void run() {
        byNumber = withoutWhatIsGone();
    }

    private Binding[] withoutWhatIsGone() {
        Binding[] left = byNumber.clone();
        for (Reference<?> each = gone.poll(); each != null; each = gone.poll()) {
            each.clear();
            left[((Binding) each).number] = null;
        }
        return left;
    }

    private static int free(Binding[] table, int from, int to) {
        for (int number = from; number < to; number++) {
            if (table[number] == null) {
                return number;
            }
        }
        return -1;
    }

    /** A point of one woven class, and the code behind it once it was reached. */
    static final class Binding extends PhantomReference<ClassLoader> {
        final PointRow row;
        final int number;
        volatile WeakReference<Point> point = Dispatcher.NOT_BOUND;

        /** A phantom reference tells nobody whose it is; null for the boot loader, which never goes. */
        private final WeakReference<ClassLoader> loader;

        Binding(ClassLoader loader, PointRow row, int number, ReferenceQueue<ClassLoader> gone) {
            super(loader, gone);
            this.row = row;
            this.number = number;
            this.loader = loader == null ? null : new WeakReference<ClassLoader>(loader);
        }

        boolean isOf(ClassLoader other, PointRow otherRow) {
            return (loader == null ? other == null : other != null && loader.get() == other) && row.isSameAs(otherRow);
        }
    }
}
