package dev.lastcall.library.netty4;

import dev.lastcall.core.gate.Gate;
import dev.lastcall.core.gate.RequestPath;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

/**
 * Requests as they leave the decoder. One that the agent answers itself is taken out there: no handler has seen it, so no
 * handler's state goes wrong over it.
 */
final class Arrivals {

    private final Gate gate;
    private final Connections connections;
    private final Silence silence;
    private final Requests requests;

    Arrivals(Gate gate, Connections connections, Silence silence, Requests requests) {
        this.gate = gate;
        this.connections = connections;
        this.silence = silence;
        this.requests = requests;
    }

    /** Before a decoder decodes, once the gate is no longer open. */
    void decodes(Channel channel, ByteBuf input) {
        Connection connection = connections.of(channel);
        if (connection != null) {
            connection.input = input;
        }
    }

    /** @param decoded what the decoder will hand to the next handler */
    void decoded(ChannelHandlerContext context, List<Object> decoded) {
        if (!gate.isOpen()) {
            select(context, decoded);
            return;
        }
        for (int i = 0; i < decoded.size(); i++) {
            Object message = decoded.get(i);
            // Most requests are followed by this one; to ask an object for an interface that it lacks takes long.
            if (message != LastHttpContent.EMPTY_LAST_CONTENT && message instanceof HttpRequest) {
                Conversation conversation = conversation(context.channel(), (HttpRequest) message);
                if (conversation != null) {
                    begin(conversation, context, (HttpRequest) message);
                }
            }
            if (message == LastHttpContent.EMPTY_LAST_CONTENT || message instanceof LastHttpContent) {
                ends(connections.find(context.channel()));
            }
        }
    }

    private static void ends(Connection connection) {
        Conversation conversation = connection == null ? null : connection.conversation();
        if (conversation != null) {
            conversation.isWhole();
        }
    }

    /** The request is in the ledger before the connection leaves it: else a drain could look between, and see neither. */
    private Exchange begin(Conversation conversation, ChannelHandlerContext context, HttpRequest request) {
        Exchange begun = conversation.begin(context, request);
        silence.end(conversation.connection);
        return begun;
    }

    /** The conversation in which this request begins, or null if it is no request to count. */
    private Conversation conversation(Channel channel, HttpRequest request) {
        Connection connection = connections.of(channel);
        if (connection == null || request.getDecoderResult().isFailure()) {
            return null; // a malformed request is answered at once or never
        }
        Conversation conversation = connection.conversation();
        if (conversation == null) {
            conversation = new Conversation(connection, requests);
            connection.speaksHttp(conversation);
        }
        return conversation.hasBegun(request) ? null : conversation;
    }

    private void select(ChannelHandlerContext context, List<Object> decoded) {
        Connection connection = connections.of(context.channel());
        if (connection == null) {
            return;
        }
        boolean more = connection.input != null && connection.input.isReadable();
        connection.input = null;
        int before = decoded.size();
        for (int i = 0; i < decoded.size(); ) {
            if (isForTheApplication(context, decoded.get(i), more)) {
                i++;
            } else {
                ReferenceCountUtil.release(decoded.remove(i));
            }
        }
        if (decoded.size() < before && !context.channel().config().isAutoRead()) {
            readOn(context); // the application would ask for more when it gets this, which it does not
        }
        if (connection.conversation() != null) {
            connection.conversation().more = more;
        }
    }

    private static void readOn(ChannelHandlerContext context) {
        try {
            context.read();
        } catch (RejectedExecutionException loopEnds) {
            return; // which is not the codec's own, and closes the connection
        }
    }

    private boolean isForTheApplication(ChannelHandlerContext context, Object message, boolean more) {
        Connection connection = connections.of(context.channel());
        if (message instanceof HttpRequest) {
            Conversation conversation = conversation(context.channel(), (HttpRequest) message);
            if (conversation != null) {
                conversation.more = more;
                conversation.dropping = !isAdmitted(conversation, context, (HttpRequest) message);
            }
        }
        if (message instanceof LastHttpContent) {
            ends(connection);
        }
        Conversation conversation = connection.conversation();
        if (conversation == null || !conversation.dropping) {
            return true;
        }
        conversation.dropping = !(message instanceof LastHttpContent);
        return !(message instanceof HttpRequest || message instanceof HttpContent);
    }

    /** Counted first, admitted second: see {@link Gate#admit}. */
    private boolean isAdmitted(Conversation conversation, ChannelHandlerContext context, HttpRequest request) {
        if (conversation.closing) {
            return false; // behind a response that has said so
        }
        Exchange exchange = begin(conversation, context, request);
        switch (gate.admit(
                requests.entry(exchange),
                request.getMethod().name(),
                RequestPath.decoded(Requests.rawPath(request.getUri())),
                requests.port(exchange))) {
            case UNREADY:
                conversation.refuse(exchange, Answer.UNREADY);
                return false;
            case REJECT:
                conversation.refuse(exchange, Answer.LATE);
                return false;
            case TOO_MANY:
                conversation.refuse(exchange, Answer.TOO_MANY);
                return false;
            default:
                return true;
        }
    }
}
