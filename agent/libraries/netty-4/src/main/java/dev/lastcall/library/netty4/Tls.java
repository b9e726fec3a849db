package dev.lastcall.library.netty4;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;

/** Whether a connection is encrypted. Netty's TLS is in a jar that a service need not have. */
final class Tls {

    private static volatile boolean absent;

    private Tls() {}

    static boolean isOn(Channel channel) {
        if (absent) {
            return false;
        }
        try {
            return Loaded.isOn(channel);
        } catch (LinkageError noSuchJar) {
            absent = true;
            return false;
        }
    }

    private static final class Loaded {
        static boolean isOn(Channel channel) {
            return channel.pipeline().get(SslHandler.class) != null;
        }
    }
}
