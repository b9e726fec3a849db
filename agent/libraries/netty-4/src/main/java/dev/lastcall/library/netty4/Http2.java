package dev.lastcall.library.netty4;

import dev.lastcall.core.Core;
import io.netty.channel.ChannelHandler;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import java.util.Map;

/**
 * Which connections speak HTTP/2, whose streams tell what is in flight. Looked for only by a drain: Netty keeps the streams of a
 * connection, so while nothing drains nobody has to count them.
 */
final class Http2 {

    private final Core core;

    /** Whether the codec of HTTP/2, whose jar a service need not have, is not there. */
    private volatile boolean absent;

    Http2(Core core) {
        this.core = core;
    }

    /**
     * To be called on the connection's loop, during a drain.
     *
     * @return whether it speaks HTTP/2, so that its streams are in the ledger now, and those to come will be
     */
    boolean adopts(Connection connection) {
        if (connection.http2 == null && !absent) {
            try {
                connection.http2 = find(connection);
            } catch (LinkageError noSuchCodec) { // or one that a shrinker has left little of
                absent = true;
            }
        }
        return connection.http2 != null;
    }

    private Streams find(Connection connection) {
        for (Map.Entry<String, ChannelHandler> handler : connection.channel.pipeline()) {
            if (handler.getValue() instanceof Http2ConnectionHandler) {
                return Http2Streams.adopt(core, connection, (Http2ConnectionHandler) handler.getValue());
            }
        }
        return null;
    }
}
