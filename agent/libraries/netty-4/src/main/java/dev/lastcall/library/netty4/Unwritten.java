package dev.lastcall.library.netty4;

import dev.lastcall.core.Core;
import dev.lastcall.core.ledger.WorkControl;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import java.util.Collection;

/**
 * A response that was encoded before the drain and is not with the kernel yet: work in flight of its own. See {@link
 * Conversation#tryEndOnceEncoded}.
 */
final class Unwritten implements WorkControl<Unwritten>, ChannelFutureListener {

    private final Core core;
    private final Requests requests;
    private final Exchange exchange;

    private Unwritten(Core core, Requests requests, Exchange exchange) {
        this.core = core;
        this.requests = requests;
        this.exchange = exchange;
    }

    /** A drain has begun: the gate is closed. Connections that have come since have nothing of the kind. */
    static synchronized void await(Core core, Requests requests, Collection<Connection> connections) {
        for (Connection connection : connections) {
            Conversation conversation = connection.conversation();
            Exchange found = conversation == null ? null : conversation.unwritten();
            if (found != null && !found.awaited) {
                found.awaited = true;
                Unwritten unwritten = new Unwritten(core, requests, found);
                core.requests().begin(unwritten, unwritten);
                found.promise.addListener(unwritten);
                if (found.promise.isDone()) { // perhaps since its loop has ended, which then tells nobody
                    core.requests().end(unwritten);
                }
            }
        }
    }

    @Override
    public void operationComplete(ChannelFuture written) {
        core.requests().end(this);
    }

    @Override
    public String describe(Unwritten same) {
        return requests.describe(exchange);
    }

    @Override
    public Thread runner(Unwritten same) {
        return requests.runner(exchange);
    }

    @Override
    public int port(Unwritten same) {
        return requests.port(exchange);
    }

    /** The application has answered. */
    @Override
    public boolean answer(Unwritten same) {
        return false;
    }
}
