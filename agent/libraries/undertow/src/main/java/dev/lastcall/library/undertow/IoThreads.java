package dev.lastcall.library.undertow;

import dev.lastcall.core.resource.LoopControl;
import dev.lastcall.core.resource.Resources;
import dev.lastcall.core.time.Deadline;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.xnio.XnioIoThread;
import org.xnio.XnioWorker;

/** The threads that accept connections, and those that read and write them. */
final class IoThreads extends LoopControl<XnioIoThread> {

    private final Resources resources;

    IoThreads(Resources resources) {
        this.resources = resources;
    }

    void of(XnioWorker worker) {
        for (int i = 0; i < worker.getIoThreadCount(); i++) {
            add(worker.getIoThread(i)); // by hash: the n-th for n
        }
    }

    /**
     * Waits until each of these threads has accepted what was handed to it, and read what had arrived by now: until then
     * nobody has counted those requests, however long a thread is kept from it.
     *
     * <p>Each thread counts down once, after a look at its connections; one that is blocked costs the deadline.
     */
    static void awaitRound(XnioWorker worker, Deadline deadline) throws InterruptedException {
        CountDownLatch looked = new CountDownLatch(worker.getIoThreadCount());
        for (int i = 0; i < worker.getIoThreadCount(); i++) {
            new Round(worker.getIoThread(i), looked).run();
        }
        looked.await(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
    }

    /**
     * Comes up in a thread's next round, and from there in the one after it: a task that others have scheduled may be due
     * before the thread looks for input, what it schedules itself is not.
     */
    private static final class Round implements Runnable {
        private final XnioIoThread thread;
        private final CountDownLatch looked;
        private int rounds;

        Round(XnioIoThread thread, CountDownLatch looked) {
            this.thread = thread;
            this.looked = looked;
        }

        @Override
        public void run() {
            try {
                if (rounds++ < 2) {
                    thread.executeAfter(this, 1, TimeUnit.MILLISECONDS);
                    return;
                }
            } catch (RejectedExecutionException ended) {
                // and with it its connections
            }
            looked.countDown();
        }
    }

    void add(XnioIoThread thread) {
        resources.add(this, thread);
    }
}
