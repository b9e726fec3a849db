package dev.lastcall.library.netty4;

import dev.lastcall.core.ledger.Carrier;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpObjectEncoder;
import io.netty.handler.codec.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;

/** What is said on one HTTP/1 connection: its requests in flight, and how their responses end it. Belongs to the codec's thread. */
final class Conversation extends Carrier {

    final Connection connection;
    private final Requests requests;
    private final Exchanges exchanges = new Exchanges();
    private ChannelHandlerContext decoder;

    /** Whether the client has sent the beginning of another request already. */
    boolean more;

    /** Whether a response has announced that the connection closes: what comes now came too late. */
    boolean closing;

    /** Whether the content that comes belongs to a request that the application has not seen. */
    boolean dropping;

    private volatile boolean upgraded;

    /** Of the message that the encoder encodes: whether it is, or belongs to, an interim response (1xx). */
    boolean interim;

    /** Of the message that the encoder encodes: whether its head must announce the close. */
    boolean announcing;

    /** Of the message that the encoder encodes: the exchange that is over once it is written, if bytes may be added before. */
    Exchange ending;

    /** Whether the agent has answered for the application, whose own responses must vanish from now on. */
    boolean taken;

    Conversation(Connection connection, Requests requests) {
        this.connection = connection;
        this.requests = requests;
    }

    /** Whether this is the request that began last: a decoder may show one twice. */
    boolean hasBegun(HttpRequest request) {
        return exchanges.isNewest(request);
    }

    /** The request whose content comes has come to its end. */
    void isWhole() {
        exchanges.newestIsWhole();
    }

    /**
     * A request begins; if its connection has closed, be it at this moment, it is over at once. None is missed: this makes it
     * known and then reads that the connection is closed, {@link #breaksOff} comes after that was written, and then looks.
     */
    Exchange begin(ChannelHandlerContext context, HttpRequest request) {
        if (decoder != context) {
            decoder = context;
        }
        Exchange begun = new Exchange(this, request);
        exchanges.add(begun);
        requests.begins(begun);
        if (connection.isClosed()) {
            begun.end();
        }
        return begun;
    }

    /** The request whose response is, or will be, the next to be encoded; null if nobody has asked. */
    Exchange first() {
        return exchanges.first();
    }

    /** The response to the first one is encoded, and is over once it is written. */
    Exchange poll() {
        return exchanges.poll();
    }

    /** Whether the response to this exchange may say that the connection closes: no request of the client is behind it. */
    boolean mayClose(Exchange exchange) {
        return exchange.next == null && !more;
    }

    /** The connection closes behind the response to this exchange. */
    void closesAfter(Exchange exchange) {
        exchange.closes = true;
        closing = true;
    }

    /** The agent answers this request, now or when those before it are answered; the application never sees it. */
    void refuse(Exchange exchange, Answer answer) {
        exchange.answer = answer;
        if (exchange == first()) {
            List<Exchange> answered = new ArrayList<Exchange>(1);
            write(answersDue(answered), answered);
        }
    }

    /** The answers of the agent to the requests that are next; adds these to the list. */
    ByteBuf answersDue(List<Exchange> answered) {
        ByteBuf bytes = Unpooled.EMPTY_BUFFER;
        for (Exchange next = first(); next != null && next.answer != null; next = first()) {
            if (mayClose(next) && (requests.isDraining() || next.endsConnection())) {
                closesAfter(next);
            }
            bytes = Unpooled.copiedBuffer(bytes, next.answer.bytes(next.method, next.closes));
            next.answered = true;
            answered.add(poll());
        }
        return bytes;
    }

    /** All that is unanswered has overrun its time and is answered by the agent, unless a response has begun already. */
    void takeOver() {
        Exchange first = first();
        if (taken || first == null || first.committed) {
            return;
        }
        taken = true;
        more = false;
        for (Exchange exchange = first; exchange != null; exchange = exchange.next) {
            if (exchange.answer == null) {
                exchange.answer = Answer.toStraggler(exchange.method);
            }
        }
        List<Exchange> answered = new ArrayList<Exchange>();
        write(answersDue(answered), answered);
    }

    private void write(ByteBuf bytes, List<Exchange> answered) {
        ChannelPromise written = beneathCodec().newPromise();
        for (Exchange exchange : answered) {
            written.addListener(exchange);
        }
        beneathCodec().writeAndFlush(bytes, written);
    }

    /** What is written here reaches neither decoder nor encoder, in whatever order they stand. */
    private ChannelHandlerContext beneathCodec() {
        for (Map.Entry<String, ChannelHandler> handler : decoder.pipeline()) {
            if (handler.getValue() instanceof HttpObjectEncoder) {
                return decoder.pipeline().context(handler.getValue());
            }
            if (handler.getValue() == decoder.handler()) {
                break;
            }
        }
        return decoder;
    }

    /** Runs something on the codec's thread. */
    void execute(Runnable task) throws RejectedExecutionException {
        decoder.executor().execute(task);
    }

    Object thread() {
        return decoder.executor();
    }

    /** An unknown protocol from now on, whose codec may be there before any last content. */
    void upgrades() {
        upgraded = true;
        connection.leavesHttp();
    }

    boolean isUpgraded() {
        return upgraded;
    }

    void isOver(Exchange exchange) {
        requests.ends(exchange);
    }

    Channel channel() {
        return connection.channel;
    }

    /** The connection has closed, and with it go all that could be answered, whatever their state. Any thread. */
    void breaksOff() {
        exchanges.endAll();
    }
}
