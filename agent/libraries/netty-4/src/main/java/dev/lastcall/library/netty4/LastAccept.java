package dev.lastcall.library.netty4;

import dev.lastcall.core.jdk.Backlog;
import dev.lastcall.core.time.Bell;
import io.netty.channel.Channel;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * Closes a listening socket on its own event loop, in the first moment in which no connection waits to be accepted: the
 * loop, which accepts, does nothing else between the look at the backlog and the close.
 */
final class LastAccept implements Runnable, BooleanSupplier {

    private static final long GLANCE_MICROS = 50;

    private final Bell bell;
    private final Channel listener;
    private final ListeningSocket socket;
    private final Optional<Backlog> backlog;

    /** Taken by whoever closes: the loop, or the drain if the loop is blocked. */
    private final AtomicBoolean closing = new AtomicBoolean();

    private volatile boolean closed;
    private volatile Exception failure;

    LastAccept(Bell bell, Channel listener, ListeningSocket socket) {
        this.bell = bell;
        this.listener = listener;
        this.socket = socket;
        this.backlog = socket.backlog;
    }

    @Override
    public void run() {
        try {
            if (backlog.isPresent() && !backlog.get().isReadyToClose()) {
                // In the next round, when the loop has accepted. A task that merely executes itself again would keep
                // the loop from its input, in 4.2 for a second.
                listener.eventLoop().schedule(this, GLANCE_MICROS, TimeUnit.MICROSECONDS);
                return;
            }
            close();
        } catch (RejectedExecutionException loopEnds) {
            // the service is stopping it, listener and all
        } catch (Exception failed) {
            failure = listener.isOpen() ? failed : null; // its application may have closed it meanwhile
        }
        closed = true; // before the ring, so that whom it wakes finds it
        bell.ring();
    }

    void close() throws Exception {
        if (failure != null) {
            throw failure;
        }
        if (closing.compareAndSet(false, true)) {
            socket.close();
        }
    }

    /** Whether the loop has closed it. */
    @Override
    public boolean getAsBoolean() {
        return closed && failure == null;
    }
}
