package dev.lastcall.library.undertow;

import dev.lastcall.core.jdk.Backlog;
import dev.lastcall.core.time.Deadline;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.channels.ServerSocketChannel;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.xnio.XnioIoThread;
import org.xnio.channels.AcceptingChannel;

/** What XNIO hides of a listening port: its socket, and the thread that accepts. Held weakly, for both lead to the port. */
final class Listening {

    /** QueuedNioTcpServer accepts one connection each time it is woken, its successor all that there are. */
    private static final int WAKE_UPS = 8;

    private volatile WeakReference<XnioIoThread> thread = new WeakReference<XnioIoThread>(null);
    private volatile WeakReference<ServerSocketChannel> socket = new WeakReference<ServerSocketChannel>(null);
    private volatile int port = -1;
    private volatile boolean closedByDrain;

    void acceptsOn(XnioIoThread acceptor) {
        thread = new WeakReference<XnioIoThread>(acceptor);
    }

    void listensAt(ServerSocketChannel bound) {
        socket = new WeakReference<ServerSocketChannel>(bound);
        port = bound.socket().getLocalPort(); // a closed one has forgotten it
    }

    /** The thread that accepts, or null. */
    XnioIoThread thread() {
        return thread.get();
    }

    int port() {
        return port;
    }

    boolean isClosedByDrain() {
        return closedByDrain;
    }

    /** XNIO goes on accepting until the backlog is empty. */
    void close(final AcceptingChannel<?> server, final Deadline deadline) throws Exception {
        closedByDrain = true;
        ServerSocketChannel bound = socket.get();
        if (bound == null || !bound.isOpen()) {
            return;
        }
        server.resumeAccepts(); // an application may have told XNIO to let connections wait; they are ours to serve
        Backlog.emptyThenClose(bound, deadline, new Backlog.Closing() {
            @Override
            public void close() throws Exception {
                if (!closeOnItsThread(server, Backlog.of(bound), deadline)) {
                    server.close();
                }
            }
        });
    }

    /**
     * Nothing comes between the last accept and the close where both are on the accepting thread: closed from another one,
     * a socket that a selector watches stays open until that selector has woken up.
     *
     * <p>The latch is counted down in a finally by the one task, so the wait ends with the close or with the deadline.
     */
    @SuppressWarnings("deprecation") // wakeupAccepts: there is no other way to make XNIO accept from a task
    private boolean closeOnItsThread(
            final AcceptingChannel<?> server, final Optional<Backlog> backlog, Deadline deadline) throws Exception {
        final XnioIoThread acceptor = thread();
        if (acceptor == null) {
            return false;
        }
        final CountDownLatch closed = new CountDownLatch(1);
        final Runnable close = new Runnable() {
            @Override
            public void run() {
                try {
                    if (backlog.isPresent()) {
                        backlog.get().refuse();
                    }
                    server.close();
                } catch (IOException isClosedAllTheSame) {
                    return;
                } finally {
                    closed.countDown();
                }
            }
        };
        try {
            acceptor.execute(new Runnable() {
                @Override
                public void run() {
                    for (int i = 0; i < WAKE_UPS; i++) {
                        server.wakeupAccepts(); // queues an accept, to be run before what is queued next
                    }
                    acceptor.execute(close);
                }
            });
        } catch (RejectedExecutionException ended) {
            return false;
        }
        return closed.await(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
    }
}
