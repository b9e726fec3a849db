package dev.lastcall.library.netty4;

import dev.lastcall.core.Core;
import dev.lastcall.core.ledger.WorkControl;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.handler.codec.http2.Http2StreamVisitor;
import io.netty.util.concurrent.EventExecutor;

/**
 * The streams of one connection of HTTP/2 during a drain: each that the client has begun is in flight until it has been closed
 * on both sides and what was written by then is with the kernel. Everything happens on the codec's thread.
 */
final class Http2Streams extends Http2ConnectionAdapter implements WorkControl<Http2Stream>, Streams {

    private static final long NO_ERROR = 0;

    private final Core core;
    private final Connection connection;
    private final Http2ConnectionHandler codec;
    private final ChannelHandlerContext context;

    private Http2Streams(Core core, Connection connection, Http2ConnectionHandler codec) {
        this.core = core;
        this.connection = connection;
        this.codec = codec;
        this.context = connection.channel.pipeline().context(codec);
    }

    /** Listens before it looks, on the thread on which streams begin and end: so none is missed. */
    static Streams adopt(Core core, Connection connection, Http2ConnectionHandler codec) {
        final Http2Streams adopted = new Http2Streams(core, connection, codec);
        Http2Connection streams = codec.connection();
        streams.addListener(adopted);
        try {
            streams.forEachActiveStream(new Http2StreamVisitor() {
                @Override
                public boolean visit(Http2Stream stream) {
                    adopted.onStreamActive(stream);
                    return true;
                }
            });
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible); // the visitor throws none
        }
        return adopted;
    }

    @Override
    public void onStreamActive(Http2Stream stream) {
        if (codec.connection().remote().isValidStreamId(stream.id())) { // else it is a push
            core.requests().begin(this, stream);
            // Only to note that traffic still comes: a stream that the codec has taken is the application's.
            core.gate().admit(null, "", "", port(stream));
        }
    }

    /** Netty closes a stream when its last frame is written to the channel; what is written behind that tells when it is out. */
    @Override
    public void onStreamClosed(final Http2Stream stream) {
        context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(new ChannelFutureListener() {
            @Override
            public void operationComplete(ChannelFuture written) {
                core.requests().end(stream);
            }
        });
    }

    /** Says GOAWAY: the codec drops what it reads of later streams, and their client knows. */
    @Override
    public void announceEnd(final Runnable done) {
        EventExecutor thread = context.executor();
        thread.execute(new Runnable() {
            @Override
            public void run() {
                try {
                    codec.goAway(
                            context,
                            codec.connection().remote().lastStreamCreated(),
                            NO_ERROR,
                            Unpooled.EMPTY_BUFFER,
                            context.newPromise());
                    context.flush();
                } finally {
                    done.run();
                }
            }
        });
    }

    @Override
    public String noun(Http2Stream stream) {
        return "HTTP/2 stream";
    }

    @Override
    public String describe(Http2Stream stream) {
        return "HTTP/2 stream " + stream.id() + " from " + connection.channel.remoteAddress();
    }

    @Override
    public Thread runner(Http2Stream stream) {
        return connection.busyThread();
    }

    @Override
    public int port(Http2Stream stream) {
        return Listeners.portOf(connection.channel);
    }

    /** The application owns the stream: a second head would break it. */
    @Override
    public boolean answer(Http2Stream stream) {
        return false;
    }
}
