package dev.lastcall.library.undertow;

import dev.lastcall.core.jdk.Backlog;
import dev.lastcall.core.time.Deadline;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.xnio.XnioIoThread;
import org.xnio.channels.AcceptingChannel;

/**
 * Closes a listening port on the thread that accepts, in the first moment in which no connection waits. Closed from another
 * thread, a socket that a selector watches stays open until that selector has woken up.
 *
 * <p>A look either queues the next one or counts the latch down in its finally: so the wait ends with the close, with a
 * thread that takes no more tasks, or with the deadline.
 */
final class LastAccept implements Runnable {

    /** QueuedNioTcpServer accepts one connection each time it is woken, its successor all that there are. */
    private static final int WAKE_UPS = 8;

    private final AcceptingChannel<?> server;
    private final XnioIoThread acceptor;
    private final Optional<Backlog> backlog;
    private final Deadline deadline;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean closed;

    LastAccept(AcceptingChannel<?> server, XnioIoThread acceptor, ServerSocketChannel socket, Deadline deadline) {
        this.server = server;
        this.acceptor = acceptor;
        this.backlog = Backlog.of(socket, deadline);
        this.deadline = deadline;
    }

    /** Whether the port was closed by the deadline. */
    boolean await() throws InterruptedException {
        try {
            acceptor.execute(this);
        } catch (RejectedExecutionException ended) {
            return false;
        }
        return over.await(deadline.left().toNanos(), TimeUnit.NANOSECONDS) && closed;
    }

    @Override
    @SuppressWarnings("deprecation") // wakeupAccepts: there is no other way to make XNIO accept from a task
    public void run() {
        for (int i = 0; i < WAKE_UPS; i++) {
            server.wakeupAccepts(); // queues an accept, to be run before what is queued next
        }
        try {
            acceptor.execute(new Runnable() {
                @Override
                public void run() {
                    look();
                }
            });
        } catch (RejectedExecutionException ended) {
            over.countDown();
        }
    }

    private void look() {
        boolean last = true;
        try {
            if (backlog.isPresent() && !backlog.get().isReadyToClose()) {
                acceptor.executeAfter(this, 1, TimeUnit.MILLISECONDS); // XNIO's shortest; it selects meanwhile
                last = false;
                return;
            }
            if (backlog.isPresent()) {
                backlog.get().refuse();
            }
            server.close();
            closed = true;
        } catch (IOException isClosedAllTheSame) {
            closed = true;
        } catch (RejectedExecutionException ended) {
            // the service is stopping it, listener and all
        } finally {
            if (last) {
                over.countDown();
            }
        }
    }
}
