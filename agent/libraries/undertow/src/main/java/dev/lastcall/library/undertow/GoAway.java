package dev.lastcall.library.undertow;

import io.undertow.protocols.http2.AbstractHttp2StreamSinkChannel;
import io.undertow.protocols.http2.Http2Channel;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;

/**
 * The frame by which a server of HTTP/2 says up to which stream it has taken requests. By reflection, because what Undertow
 * offers closes the connection behind it, and with it what is in flight and what the client has not read yet.
 */
final class GoAway {

    private static final int NO_ERROR = 0;

    private GoAway() {}

    /** On the channel's own thread, which is the one that reads streams. */
    static void send(Http2Channel channel) {
        try {
            Field last = Http2Channel.class.getDeclaredField("lastGoodStreamId");
            last.setAccessible(true);
            Class<?> type = Class.forName(
                    Http2Channel.class.getName().replace("Http2Channel", "Http2GoAwayStreamSinkChannel"),
                    false,
                    Http2Channel.class.getClassLoader());
            Constructor<?> constructor = type.getDeclaredConstructor(Http2Channel.class, int.class, int.class);
            constructor.setAccessible(true);
            AbstractHttp2StreamSinkChannel frame =
                    (AbstractHttp2StreamSinkChannel) constructor.newInstance(channel, NO_ERROR, last.getInt(channel));
            frame.shutdownWrites();
            if (!frame.flush()) {
                frame.resumeWrites();
            }
        } catch (ReflectiveOperationException otherVersion) {
            return; // streams of the last moment are then counted where they are seen, and the client is not told
        } catch (IOException gone) {
            return;
        }
    }
}
