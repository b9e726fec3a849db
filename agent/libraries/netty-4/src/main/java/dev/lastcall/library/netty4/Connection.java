package dev.lastcall.library.netty4;

import dev.lastcall.core.gate.Vigil;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoop;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * An accepted connection. What is not volatile belongs to the channel's event loop.
 *
 * <p>Whose turn it is can be told of any protocol: who has read owes an answer, until something is written. Only a peer that
 * has answered before is expected to, or a protocol in which clients only send would be waited for in vain.
 */
final class Connection {

    /** The writes that follow a read during a TLS handshake, and that are no answers of the application. */
    private static final int TURNS_OF_A_HANDSHAKE = 2;

    final Channel channel;

    /** Whether {@link Silence} has it in flight; written under the lock of this, and read by every request. */
    volatile boolean awaited;

    final AtomicBoolean lookDue = new AtomicBoolean();

    /** When something was last read, on the core's clock; kept during a drain only. */
    volatile long lastRead;

    /** What a decoder is decoding at this moment; kept once the gate is no longer open. */
    ByteBuf input;

    /** See {@link Silence}. */
    boolean sparedOnce;

    /** Its streams, once a drain has found that it speaks HTTP/2, else null. */
    volatile Streams http2;

    private volatile EventLoop loop;
    private volatile Thread thread;
    private volatile Conversation conversation;
    private boolean unanswered;
    private int turns;

    private final Vigil vigil;

    /** Whether its reads and writes have to be seen; guarded by this. */
    private boolean followed;

    /** Written under the lock of this. */
    private volatile boolean closed;

    Connection(Channel channel, Vigil vigil) {
        this.channel = channel;
        this.vigil = vigil;
        follow(true);
    }

    private synchronized void follow(boolean on) {
        if (on != followed && !closed) {
            followed = on;
            if (on) {
                vigil.begin();
            } else {
                vigil.end();
            }
        }
    }

    synchronized void closes() {
        follow(false);
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }

    void registersWith(EventLoop future) {
        loop = future;
    }

    /** Known before the channel itself knows it. */
    EventLoop loop() {
        EventLoop told = loop;
        return told == null ? channel.eventLoop() : told;
    }

    /** For how long nothing was read, as far as a drain has seen. */
    long silentNanos(long now) {
        return lastRead == 0 ? Long.MAX_VALUE : now - lastRead;
    }

    void read() {
        if (thread == null) {
            thread = Thread.currentThread();
        }
        unanswered = true;
    }

    boolean hasRead() {
        return thread != null;
    }

    /** @return whether this was the answer to something read */
    boolean wrote() {
        if (!unanswered) {
            return false;
        }
        unanswered = false;
        turns++;
        return true;
    }

    boolean owesAnAnswer() {
        return unanswered && turns > (Tls.isOn(channel) ? TURNS_OF_A_HANDSHAKE : 0);
    }

    boolean isHttp() {
        Conversation spoken = conversation;
        return spoken != null && !spoken.isUpgraded();
    }

    /** The requests of this connection, or null as long as it has not spoken HTTP. */
    Conversation conversation() {
        return conversation;
    }

    /** Whether it has become a WebSocket, a tunnel or the like, and will never be HTTP again. */
    boolean isUpgraded() {
        Conversation spoken = conversation;
        return spoken != null && spoken.isUpgraded() && http2 == null;
    }

    /** What it is by now, told by the names of its handlers, because the jar of a codec need not be there. */
    String noun() {
        if (!isUpgraded()) {
            return "request";
        }
        boolean websocket = false;
        for (Map.Entry<String, ChannelHandler> handler : channel.pipeline()) {
            // Not its simple name, which Java 8 does not find for classes of some other languages.
            websocket |= handler.getValue().getClass().getName().matches(".*[.$]WebSocket[^.$]*Frame(De|En)coder");
        }
        return websocket ? "WebSocket" : "upgraded connection";
    }

    /** From now on its requests and responses tell whose turn it is. */
    void speaksHttp(Conversation with) {
        if (thread == null && loop().inEventLoop()) {
            thread = Thread.currentThread();
        }
        conversation = with;
        follow(false);
    }

    /** From now on its reads and writes tell that again; the response that says so is an answer. */
    void leavesHttp() {
        unanswered = false;
        turns = TURNS_OF_A_HANDSHAKE + 1;
        follow(true);
    }

    /** The thread that this connection cannot go on without, or null while that thread has nothing to do. */
    Thread busyThread() {
        Thread seen = thread;
        return seen == null || Loops.isIdle(seen) ? null : seen;
    }
}
