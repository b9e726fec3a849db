package dev.lastcall.library.undertow;

import dev.lastcall.core.time.Clock;
import dev.lastcall.core.time.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.xnio.XnioIoThread;
import org.xnio.XnioWorker;

/**
 * Ends a worker's selector threads at the very end of the drain. Running tasks are not interrupted. An application's hook
 * that stops its server finds it stopped, which is no error.
 */
final class Retirement {

    private static final Duration AT_MOST = Duration.ofMillis(100);

    private final Clock clock;

    Retirement(Clock clock) {
        this.clock = clock;
    }

    /** @param acceptor the thread that accepts, or null */
    void of(XnioWorker worker, XnioIoThread acceptor) {
        List<XnioIoThread> threads = new ArrayList<XnioIoThread>();
        for (int i = 0; i < worker.getIoThreadCount(); i++) {
            threads.add(worker.getIoThread(i)); // by hash: the n-th for n
        }
        if (acceptor != null) {
            threads.add(acceptor);
        }
        worker.shutdown();
        Deadline deadline = Deadline.in(clock, AT_MOST);
        for (XnioIoThread thread : threads) {
            awaitEnd(thread, deadline);
        }
    }

    /** A thread that the application blocks is left behind: it is no selector's while that lasts. */
    private static void awaitEnd(XnioIoThread thread, Deadline deadline) {
        long millis = deadline.left().toMillis();
        if (millis > 0) {
            try {
                thread.join(millis);
            } catch (InterruptedException forced) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
