package dev.lastcall.library.netty4;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;

/**
 * A request and its response: the key of the ledger. It listens to the write of its response's end, so that nothing else
 * has to be made for that. Belongs to the codec's thread but for what is final or volatile.
 */
final class Exchange implements ChannelFutureListener {

    final Conversation conversation;
    final HttpMethod method;
    final String uri;

    /** Null once it is over, for the last one lies in its chain as long as the connection is idle; who sees that late waits. */
    private HttpRequest request;

    /** Of the last write that may end the response; null if nobody has seen it. */
    ChannelPromise promise;

    /** The one that came behind this one; written once. */
    volatile Exchange next;

    /**
     * Whether the request has been decoded to its end. A drain that asks whether its upload has stalled reads it in another
     * thread, seconds after it was written: an order between the two would cost each request a fence.
     */
    boolean whole;

    /** Whether the client has been told to go on, if it waits for that. */
    boolean continued;

    /** Whether the head of the response has been encoded. */
    boolean committed;

    /** What the agent says instead of the application, or null. */
    Answer answer;

    /** Whether {@link #answer} was given. */
    volatile boolean answered;

    /** Whether the response has announced that its connection will close. */
    volatile boolean closes;

    Exchange(Conversation conversation, HttpRequest request) {
        this.conversation = conversation;
        this.method = request.getMethod();
        this.uri = request.getUri();
        this.request = request;
    }

    boolean isOf(HttpRequest asked) {
        return request == asked;
    }

    /** Whether the connection has to end with this response: the client wants it so, or waits before it sends the body. */
    boolean endsConnection() {
        HttpRequest asked = request;
        return asked == null // by now it has ended itself
                || !HttpHeaders.isKeepAlive(asked)
                || asked.getProtocolVersion().equals(HttpVersion.HTTP_1_0)
                || HttpHeaders.is100ContinueExpected(asked);
    }

    /** Whether the client waits to be told to go on before it sends the body. */
    boolean isHeldBack() {
        HttpRequest asked = request;
        return !continued && asked != null && HttpHeaders.is100ContinueExpected(asked);
    }

    boolean isOver() {
        return request == null;
    }

    /** Any thread, and any number of times. */
    void end() {
        request = null;
        conversation.isOver(this);
    }

    /** The response is with the kernel to the last byte, or will never be. On the promise's thread, whichever that is. */
    @Override
    public void operationComplete(ChannelFuture written) {
        end();
    }
}
