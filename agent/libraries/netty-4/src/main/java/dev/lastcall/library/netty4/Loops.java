package dev.lastcall.library.netty4;

import dev.lastcall.core.Core;
import dev.lastcall.core.resource.LoopControl;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.FutureListener;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The event loops that channels were registered with, those of clients too: a gateway needs them as long as the requests
 * that it serves. So they end last of all.
 */
final class Loops extends LoopControl<EventLoop> {

    /**
     * What compressors and tests run their channels on, within the caller's thread. By name, because no public type tells
     * it from the others, and with every compressed response comes a new one.
     */
    private static final String EMBEDDED = ".channel.embedded.EmbeddedEventLoop";

    private static final String[] SELECTORS = {"epoll", "kqueue", "pollarraywrapper", "windowsselector", "uring"};

    private final Core core;

    /** Strong until they terminate: a loop that has a channel has a thread, which holds it too. */
    private final ConcurrentHashMap<EventLoop, Boolean> known = new ConcurrentHashMap<EventLoop, Boolean>();

    /** Whether it was said that they cannot be made. */
    private final AtomicBoolean failed = new AtomicBoolean();

    Loops(Core core) {
        this.core = core;
    }

    void uses(final EventLoop loop) {
        if (known.containsKey(loop) || isEmbedded(loop) || known.putIfAbsent(loop, true) != null) {
            return;
        }
        core.resources().add(this, loop);
        loop.terminationFuture().addListener(new FutureListener<Object>() {
            @Override
            public void operationComplete(Future<Object> terminated) {
                known.remove(loop);
                core.resources().remove(loop);
            }
        });
    }

    private static boolean isEmbedded(EventLoop loop) {
        return loop.getClass().getName().endsWith(EMBEDDED);
    }

    /** @param loop of the epoll transport, or null if it could not be made */
    void made(Object loop) {
        if (loop == null && failed.compareAndSet(false, true)) {
            core.log()
                    .warn(
                            "Netty {} cannot make event loops of its epoll transport on Java {}; what was to run on them is not drained",
                            Listeners.version(),
                            System.getProperty("java.specification.version"));
        }
    }

    /** Whether the thread waits for input rather than for something that a handler does. */
    static boolean isIdle(Thread thread) {
        if (thread.getState() != Thread.State.RUNNABLE) { // native code is that too, and so is a selector
            return false;
        }
        StackTraceElement[] stack = thread.getStackTrace();
        if (stack.length == 0 || !stack[0].isNativeMethod()) {
            return false;
        }
        String top = stack[0].getClassName().toLowerCase(Locale.ROOT);
        for (String selector : SELECTORS) {
            if (top.contains(selector)) {
                return true;
            }
        }
        return false;
    }
}
