package dev.lastcall.library.netty4;

import dev.lastcall.core.gate.Gate;
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

/**
 * The requests of one HTTP/1 connection that have not been answered yet, in the order in which they came, which is the order
 * of their responses too. Everything happens on the codec's thread, so there is no lock.
 *
 * <p>It lives long and its requests do not: to store one here is dear (see docs/performance.md), so each is stored once.
 */
final class Conversation extends Carrier {

    final Connection connection;
    private final Requests requests;
    private ChannelHandlerContext decoder;
    private Exchange first;

    /** Null as long as no request has come behind another. */
    private Exchange last;

    /** Whether the first request is over although its response may not be written; see {@link #tryEndOnceEncoded}. */
    private volatile boolean unwritten;

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
        Exchange begunLast = last();
        return begunLast != null && begunLast.isOf(request);
    }

    /** The request whose content comes has come to its end. */
    void isWhole() {
        Exchange came = last();
        if (came != null) { // else it was answered before
            came.whole = true;
        }
    }

    private Exchange last() {
        return last == null ? first : last;
    }

    Exchange begin(ChannelHandlerContext context, HttpRequest request) {
        if (decoder != context) {
            decoder = context;
        }
        Exchange begun = new Exchange(this, request);
        requests.begins(begun); // before the one in front of it is forgotten, for which it stands from now on
        if (unwritten) {
            unwritten = false;
            first = begun;
        } else if (first == null) {
            first = begun;
        } else {
            last().next = begun;
            last = begun;
        }
        return begun;
    }

    /** The request whose response is, or will be, the next to be encoded; null if nobody has asked. */
    Exchange first() {
        return unwritten ? null : first;
    }

    /**
     * The response to the first request is about to be encoded to its end. While the gate is open, that is all: to listen to
     * each write is dear, and only a drain wants to know. It asks here for what is unwritten, and waits for that.
     *
     * <p>Nothing is lost. This writes {@code unwritten} and then reads the gate, a drain closes the gate and then reads
     * {@code unwritten}: either the drain sees it, or this sees that somebody has to listen. Where another request has begun
     * behind this one, that stands for it, because its response goes out later: it is in the ledger, and is there until it
     * is unwritten or written.
     *
     * @return false if it is over only once it is written, and somebody has to listen
     */
    boolean tryEndOnceEncoded(Gate gate) {
        Exchange encoded = first();
        if (encoded == null || !gate.isOpen() || !encoded.canBeAsked()) {
            return false;
        }
        if (encoded.next != null) {
            poll();
        } else {
            unwritten = true;
            if (!gate.isOpen()) {
                unwritten = false;
                return false;
            }
        }
        encoded.end();
        return true;
    }

    /**
     * For a drain, once the gate is closed: the request that is over although its response is not written yet, or null. Any
     * thread; what the second look finds changed has another request behind it.
     */
    Exchange unwritten() {
        if (!unwritten) {
            return null;
        }
        Exchange encoded = first;
        ChannelPromise promise = encoded.promise;
        return unwritten && promise != null && !promise.isDone() ? encoded : null;
    }

    Exchange poll() {
        Exchange polled = first();
        if (polled != null) {
            first = polled.next;
            if (first == null) {
                last = null;
            }
        }
        return polled;
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
        if (exchange == first) {
            List<Exchange> answered = new ArrayList<Exchange>(1);
            write(answersDue(answered), answered);
        }
    }

    /** The answers of the agent to the requests that are next; adds these to the list. */
    ByteBuf answersDue(List<Exchange> answered) {
        ByteBuf bytes = Unpooled.EMPTY_BUFFER;
        while (first != null && first.answer != null) {
            if (mayClose(first) && (requests.isDraining() || first.endsConnection())) {
                closesAfter(first);
            }
            bytes = Unpooled.copiedBuffer(bytes, first.answer.bytes(first.method, first.closes));
            first.answered = true;
            answered.add(poll());
        }
        return bytes;
    }

    /** All that is unanswered has overrun its time and is answered by the agent, unless a response has begun already. */
    void takeOver() {
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

    /** The connection is gone, and with it whoever could be answered. On the channel's thread. */
    void breaksOff() {
        Runnable end = new Runnable() {
            @Override
            public void run() {
                closing = true;
                for (Exchange exchange = poll(); exchange != null; exchange = poll()) {
                    requests.ends(exchange);
                }
            }
        };
        if (decoder == null || decoder.executor().inEventLoop()) {
            end.run();
            return;
        }
        try {
            decoder.executor().execute(end);
        } catch (RejectedExecutionException codecThreadEnds) {
            end.run();
        }
    }
}
