package dev.lastcall.library.netty4;

import dev.lastcall.core.Core;
import dev.lastcall.core.ledger.Work;
import dev.lastcall.core.ledger.WorkControl;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpMethod;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Counts requests, and answers those that are still in flight when their time is up. The key is the exchange; its
 * conversation carries it.
 */
final class Requests implements WorkControl<Exchange> {

    /** An event loop that does not turn to us within this time is blocked; the others are not kept waiting for it again. */
    private static final long PATIENCE_MILLIS = 100;

    private final Core core;
    private final Hangup hangup;
    private final Set<Object> blocked = Collections.newSetFromMap(new WeakHashMap<Object, Boolean>());

    Requests(Core core, Hangup hangup) {
        this.core = core;
        this.hangup = hangup;
    }

    /** Loads what answers need while there is time. */
    static void prepare() {
        ByteBuf answer = Answer.toStraggler(HttpMethod.GET).bytes(HttpMethod.GET, false);
        Head.closing(answer).release();
        new FutureTask<Object>(Executors.callable(new Runnable() {
                    @Override
                    public void run() {}
                }))
                .run();
    }

    void begins(Exchange exchange) {
        core.requests().begin(this, exchange.conversation, exchange, null);
    }

    /** Any thread. */
    void ends(Exchange exchange) {
        core.requests().end(exchange.conversation, exchange);
        if (exchange.closes) {
            hangup.one(exchange.conversation.channel());
        }
    }

    /** See {@link dev.lastcall.core.gate.Gate#admit}. */
    Work entry(Exchange exchange) {
        return core.requests().find(exchange.conversation, exchange);
    }

    boolean isDraining() {
        return core.gate().isDraining();
    }

    @Override
    public int port(Exchange exchange) {
        return Listeners.portOf(exchange.conversation.channel());
    }

    @Override
    public String describe(Exchange exchange) {
        return exchange.method + " " + path(exchange.uri);
    }

    /** Without scheme and authority, parameters and query. */
    static String path(String uri) {
        String path = rawPath(uri);
        int parameters = path.indexOf(';');
        return parameters < 0 ? path : path.substring(0, parameters);
    }

    /** Without scheme and authority, and query. */
    static String rawPath(String uri) {
        int from = 0;
        if (!uri.startsWith("/")) {
            int scheme = uri.indexOf("://");
            from = scheme < 0 ? 0 : Math.max(uri.indexOf('/', scheme + 3), 0);
        }
        int to = from;
        while (to < uri.length() && "?#".indexOf(uri.charAt(to)) < 0) {
            to++;
        }
        return uri.substring(from, to);
    }

    /** Its handler may have left it to another thread; but while the loop is blocked, the request is too. */
    @Override
    public Thread runner(Exchange exchange) {
        return exchange.conversation.connection.busyThread();
    }

    /**
     * Only of the one whose answer is the next: with those in front of it, which may still be answered, it would take the
     * connection away. Nothing has to be done for {@link #endInput}: the connection closes behind the answer.
     */
    @Override
    public long silentNanos(Exchange exchange) {
        Conversation conversation = exchange.conversation;
        return !exchange.whole
                        && !exchange.committed
                        && !exchange.isHeldBack()
                        && conversation.first() == exchange
                        && Demand.isUnmet(conversation.channel())
                ? conversation.connection.silentNanos(core.clock().nanos())
                : NOT_WAITING;
    }

    /**
     * On the codec's thread, like every response: so there is no race to write the first head, and never a second one. Who waits
     * for that in vain has it not done later: an answer that nobody counts would be called no loss.
     */
    @Override
    public boolean answer(final Exchange exchange) throws Exception {
        if (exchange.answered) {
            return true; // together with one before it
        }
        final AtomicBoolean decided = new AtomicBoolean();
        FutureTask<Void> answer = new FutureTask<Void>(new Callable<Void>() {
            @Override
            public Void call() {
                if (decided.compareAndSet(false, true) && !exchange.committed) {
                    exchange.conversation.takeOver();
                }
                return null;
            }
        });
        Object thread = exchange.conversation.thread();
        try {
            exchange.conversation.execute(answer);
            answer.get(blocked.contains(thread) ? 1 : PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            blocked.remove(thread);
        } catch (TimeoutException busy) {
            blocked.add(thread);
            if (!decided.compareAndSet(false, true)) {
                answer.get(); // it is at it, and waits for nobody
            }
        } catch (RejectedExecutionException loopEnds) {
            return false;
        }
        return exchange.answered;
    }
}
