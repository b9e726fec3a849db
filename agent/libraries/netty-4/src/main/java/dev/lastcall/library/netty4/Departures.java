package dev.lastcall.library.netty4;

import dev.lastcall.core.gate.Gate;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

/** Responses on their way through the encoder: which request they end, and what they say of their connection. */
final class Departures {

    private final Gate gate;
    private final Connections connections;

    Departures(Gate gate, Connections connections) {
        this.gate = gate;
        this.connections = connections;
    }

    /**
     * Some encoder is given a message, on the codec's thread; of several, the HTTP encoder comes last.
     *
     * @return false if the message must vanish, because the agent has answered: the application is told that all went well,
     *     because a failure would only make it undo what it has done
     */
    boolean writes(Object message, ChannelPromise promise) {
        boolean ends = message instanceof LastHttpContent;
        if (!ends && !(message instanceof HttpObject && gate.isDraining())) {
            return true;
        }
        Conversation conversation = find(promise.channel());
        if (conversation == null) {
            return true;
        }
        if (conversation.taken) {
            ReferenceCountUtil.safeRelease(message); // the application may have let go of it before
            promise.trySuccess();
            return false;
        }
        if (ends && conversation.first() != null) {
            conversation.first().promise = promise;
        }
        return true;
    }

    /** Before the HTTP encoder encodes. */
    void encodes(ChannelHandlerContext context, Object message) {
        boolean begins = message instanceof HttpResponse;
        boolean ends = message instanceof LastHttpContent;
        if (!begins && !ends) {
            return;
        }
        Conversation conversation = find(context.channel());
        if (conversation == null) {
            return;
        }
        conversation.announcing = false;
        conversation.ending = null;
        Exchange ending = begins ? begins(conversation, (HttpResponse) message) : null;
        if (ends) {
            if (!conversation.interim && ending == null) {
                ending = conversation.poll();
            }
            conversation.interim = false;
        }
        if (ending != null) {
            if (gate.isOpen()) { // nothing has to be added to what will be encoded
                endWith(ending.promise, context, ending);
            } else {
                conversation.ending = ending;
            }
        }
    }

    /** @return the exchange that ends with the head of this response, because a tunnel begins */
    private Exchange begins(Conversation conversation, HttpResponse response) {
        int status = response.getStatus().code();
        conversation.interim = status < 200 && status != 101;
        Exchange exchange = conversation.first();
        if (exchange == null) {
            return null;
        }
        if (conversation.interim) {
            exchange.promise = null; // its write ends nothing
            exchange.continued |= status == 100;
            return null;
        }
        exchange.committed = true;
        boolean tunnel = status == 101 || exchange.method.equals(HttpMethod.CONNECT) && status < 300;
        if (tunnel) {
            conversation.upgrades();
            return conversation.poll();
        }
        if (gate.isDraining() && conversation.mayClose(exchange)) {
            conversation.closesAfter(exchange);
            conversation.announcing = true;
        }
        return null;
    }

    /**
     * Reached once the gate is no longer open.
     *
     * @param encoded what the HTTP encoder has made of the message and will write now, with the promise seen before
     */
    void encoded(ChannelHandlerContext context, List<Object> encoded) {
        Conversation conversation = find(context.channel());
        if (conversation == null) {
            return;
        }
        if (conversation.announcing) {
            conversation.announcing = false;
            if (!encoded.isEmpty() && encoded.get(0) instanceof ByteBuf) {
                encoded.set(0, Head.closing((ByteBuf) encoded.get(0)));
            }
        }
        if (conversation.ending != null) {
            ChannelPromise promise = conversation.ending.promise;
            endWith(promise, context, conversation.ending);
            conversation.ending = null;
            if (conversation.first() != null && conversation.first().answer != null) {
                List<Exchange> answered = new ArrayList<Exchange>(1);
                encoded.add(conversation.answersDue(answered));
                for (Exchange exchange : answered) {
                    endWith(promise, context, exchange);
                }
            }
        }
    }

    /** The promise of the write that is under way tells when it is over, be it that it fails. */
    private static void endWith(ChannelPromise promise, final ChannelHandlerContext context, final Exchange exchange) {
        if (promise != null && promise != context.channel().voidPromise()) {
            promise.addListener(exchange);
            return;
        }
        try {
            // A promise that tells nobody: so an empty write behind this one tells us.
            context.executor().execute(new Runnable() {
                @Override
                public void run() {
                    context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(exchange);
                }
            });
        } catch (RejectedExecutionException endsOrIsFull) {
            return; // so the end of the connection ends it, at the latest
        }
    }

    private Conversation find(Channel channel) {
        Connection connection = connections.find(channel);
        return connection == null ? null : connection.conversation();
    }
}
